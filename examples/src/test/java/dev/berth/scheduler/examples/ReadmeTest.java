package dev.berth.scheduler.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.core.codec.ReadResult;
import dev.berth.scheduler.core.codec.SpecCodec;
import dev.berth.scheduler.core.document.Source;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the documents show is there, as they show it. */
class ReadmeTest {
    private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");
    private static final String SKELETON =
            "apiVersion: berth/v1\nkind: Workload\nname: web\nprocess: /bin/web\nports: [http]\n";
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    @Test
    void itsJavaIsThatOfTheExamplesLineByLine() throws IOException {
        assertThat(java("README.md")).hasSize(2).allMatch(sources()::contains);
    }

    @Test
    void theJavaOfHowToWriteAnAdapterIsThatOfTheToy() throws IOException {
        assertThat(java("docs/write-an-adapter.md")).hasSize(1).allMatch(sources()::contains);
    }

    @Test
    void theJavaOfHowToTestAPlatformIsThatOfItsTest() throws IOException {
        assertThat(java("docs/test-your-platform.md")).hasSize(1).allMatch(sources("examples/src/test/java")::contains);
    }

    private static String sources() throws IOException {
        return sources("examples/src/main/java");
    }

    private static String sources(String directory) throws IOException {
        return unindented(
                Checkout.files(directory).stream().map(ReadmeTest::read).collect(Collectors.joining("\n")));
    }

    private static List<String> java(String document) throws IOException {
        return blocks(JAVA, document).stream().map(ReadmeTest::unindented).toList();
    }

    private static List<String> blocks(Pattern kind, String document) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = kind.matcher(Checkout.text(document));
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    @Test
    void everyLinkBetweenTheDocumentsLeadsToAFile() throws IOException {
        List<Path> documents = new ArrayList<>(Checkout.files("docs"));
        documents.addAll(List.of(
                Checkout.ROOT.resolve("README.md"),
                Checkout.ROOT.resolve("CONTRIBUTING.md"),
                Checkout.ROOT.resolve("benchmarks/README.md")));
        List<String> broken = new ArrayList<>();
        for (Path document : documents) {
            Matcher links = LINK.matcher(read(document));
            while (links.find()) {
                if (!Files.exists(document.resolveSibling(links.group(1)))) {
                    broken.add(Checkout.ROOT.relativize(document) + ": " + links.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void theDefaultsShownForHealthAndStoppingAreThoseOfTheModel() throws IOException {
        String specs = Checkout.text("docs/specs.md");
        int begin = specs.indexOf("health:\n  startupGrace");
        String shown = specs.substring(begin, specs.indexOf("```", begin));
        assertThat(spec(shown))
                .isEqualTo(spec("health: {startupGrace: 5s, readiness: {http: {port: http, path: /healthz}}}\n"));
    }

    @Test
    void everySpecShownIsOne() throws IOException {
        List<String> blocks = blocks(YAML, "docs/specs.md");
        assertThat(blocks).hasSizeGreaterThan(5);
        for (String block : blocks) {
            String text = block.startsWith("apiVersion") ? block : SKELETON + block;
            assertThat(new SpecCodec().read(source(text)).problems()).as(block).isEmpty();
        }
    }

    private static Source source(String text) {
        return Source.of("specs.md", Checkout.ROOT, text.getBytes(StandardCharsets.UTF_8));
    }

    private static WorkloadSpec spec(String more) {
        ReadResult result = new SpecCodec().read(source(SKELETON + more));
        assertThat(result.problems()).isEmpty();
        return result.specs().get(0).spec();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String unindented(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
