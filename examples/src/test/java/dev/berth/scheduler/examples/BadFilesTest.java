package dev.berth.scheduler.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.core.codec.ReadResult;
import dev.berth.scheduler.core.codec.SpecCodec;
import dev.berth.scheduler.core.document.DocumentLimits;
import dev.berth.scheduler.core.document.Source;
import dev.berth.scheduler.core.document.SourceLoader;
import dev.berth.scheduler.error.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file of examples/bad is refused in exactly the words of the file beside it. */
class BadFilesTest {
    private static final Path BAD = Checkout.ROOT.resolve("examples/bad");

    private final SpecCodec codec = new SpecCodec();

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(BAD)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml") || name.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void isRefusedInTheseWords(String name) throws IOException {
        Path expected = BAD.resolve(name.substring(0, name.lastIndexOf('.')) + ".expected");
        assertThat(words(read(name))).isEqualTo(Files.readString(expected, StandardCharsets.UTF_8));
    }

    @Test
    void nothingIsExpectedOfAFileThatIsMissing() throws IOException {
        List<String> expected = Checkout.files("examples/bad").stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".expected"))
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .toList();
        assertThat(names().stream().map(name -> name.substring(0, name.lastIndexOf('.'))))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void twoFilesCanNotStateOneWorkload() throws IOException {
        ReadResult result = codec.read(List.of(source("bare.yaml", web()), source("again.yaml", web())));
        assertThat(words(result))
                .isEqualTo("examples/bad/again.yaml:1:1: 'default/web' stands twice; first at"
                        + " examples/bad/bare.yaml:1:1\n");
    }

    @Test
    void tenMegabytesAreRefusedUnread(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("big.yaml"), new byte[10 << 20]);
        assertThat(refusal(file)).isEqualTo(file + " (10485760 bytes) is too large; at most 4194304 bytes are read");
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeMissing(@TempDir Path directory) {
        Path file = directory.resolve("web.yaml");
        assertThat(refusal(file)).isEqualTo(file + " does not exist");
    }

    private static String refusal(Path file) {
        try {
            Source source = new SourceLoader(DocumentLimits.STANDARD).load(file);
            return source.name() + " was read";
        } catch (dev.berth.scheduler.error.RefusedException e) {
            return e.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
        }
    }

    private static byte[] web() {
        return "apiVersion: berth/v1\nkind: Workload\nname: web\nprocess: /bin/sleep\n"
                .getBytes(StandardCharsets.UTF_8);
    }

    private ReadResult read(String name) throws IOException {
        return codec.read(source(name, Files.readAllBytes(BAD.resolve(name))));
    }

    private static Source source(String name, byte[] content) {
        return Source.of("examples/bad/" + name, BAD, content);
    }

    private static String words(ReadResult result) {
        return result.problems().stream().map(problem -> problem + "\n").collect(Collectors.joining());
    }
}
