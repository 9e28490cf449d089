package dev.berth.scheduler.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.core.codec.SpecCodec;
import dev.berth.scheduler.core.document.DocumentLimits;
import dev.berth.scheduler.core.document.Source;
import dev.berth.scheduler.core.document.SourceLoader;
import dev.berth.scheduler.spec.Artifact;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each spec among the examples but the bad ones. */
class ExampleFilesTest {
    private final SpecCodec codec = new SpecCodec();

    static List<Path> specs() throws IOException {
        return Checkout.files("examples").stream()
                .filter(file -> file.toString().endsWith(".yaml"))
                .map(Checkout.ROOT::relativize)
                .filter(file -> !file.startsWith("examples/bad") && !file.startsWith("examples/target"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void isValid(Path file) {
        assertThat(codec.read(source(file)).problems()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void readsBackEqualFromTheCanonicalForm(Path file) {
        List<WorkloadSpec> specs = codec.read(source(file)).orThrow();
        Source written =
                Source.of("written.yaml", Path.of("/"), codec.toYaml(specs).getBytes(StandardCharsets.UTF_8));
        assertThat(codec.read(written).orThrow()).isEqualTo(specs);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void whatItBringsToRunIsExecutable(Path file) {
        assertThat(codec.read(source(file)).orThrow().stream()
                        .flatMap(spec -> spec.tasks().stream())
                        .flatMap(task -> task.artifacts().stream())
                        .flatMap(ExampleFilesTest::ownProgram))
                .allMatch(Files::isExecutable);
    }

    private static java.util.stream.Stream<Path> ownProgram(Artifact artifact) {
        return artifact instanceof ProcessArtifact process
                ? java.util.stream.Stream.of(Path.of(process.executable()))
                        .filter(program -> program.startsWith(Checkout.ROOT))
                : java.util.stream.Stream.of();
    }

    private static Source source(Path file) {
        return new SourceLoader(DocumentLimits.STANDARD).load(Checkout.ROOT.resolve(file));
    }
}
