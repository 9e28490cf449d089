package dev.berth.scheduler.core.document;

import static dev.berth.scheduler.core.document.Parsed.json;
import static dev.berth.scheduler.core.document.Parsed.problems;
import static dev.berth.scheduler.core.document.Parsed.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentLimitsTest {
    private final SourceLoader loader = new SourceLoader(DocumentLimits.STANDARD);

    @TempDir
    private Path directory;

    @Test
    void refusesTenMegabytesBeforeReadingThem() throws IOException {
        Path file = Files.write(directory.resolve("big.yaml"), new byte[10_000_000]);
        assertThatThrownBy(() -> loader.load(file))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(file + " (10000000 bytes) is too large; at most 4194304 bytes are read");
    }

    @Test
    void readsNoMoreOfAStreamThanTheLimitAndABuffer() {
        ByteArrayInputStream stream = new ByteArrayInputStream(new byte[10_000_000]);
        assertThatThrownBy(() -> loader.load("standard input", directory, stream))
                .hasMessageContaining("standard input (more than 4194304 bytes) is too large");
        assertThat(stream.available()).isGreaterThanOrEqualTo(10_000_000 - 4_194_305 - 8192);
    }

    @Test
    void refusesALargeTextAtHand() {
        assertThat(problems(Parsed.parse("a.yaml", new byte[5_000_000])))
                .containsExactly("a.yaml (5000000 bytes) is too large; at most 4194304 bytes are read");
    }

    @Test
    void saysThatAFileIsMissing() {
        Path file = directory.resolve("none.yaml");
        assertThatThrownBy(() -> loader.load(file)).hasMessageContaining(file + " does not exist");
    }

    @Test
    void saysThatAFileIsADirectory() {
        assertThatThrownBy(() -> loader.load(directory)).hasMessageContaining(directory + " is a directory");
    }

    @Test
    void relativePathsBeginInTheFilesDirectory() throws IOException {
        Path file = Files.writeString(directory.resolve("a.yaml"), "a: 1");
        assertThat(loader.load(file).directory()).isEqualTo(directory.toAbsolutePath());
        assertThat(loader.load(file).name()).isEqualTo(file.toString());
    }

    @Test
    void readsAFileOfExactlyTheLimit() throws IOException {
        String comment = "#\n".repeat(DocumentLimits.STANDARD.bytes() / 2 - 2) + "a: 1";
        Path file = Files.writeString(directory.resolve("a.yaml"), comment);
        assertThat(problems(new Documents(DocumentLimits.STANDARD).parse(loader.load(file))))
                .isEmpty();
    }

    @Test
    void refusesALineThatWouldCostTheParserItsSquare() {
        assertThat(problems(yaml("a: 1\nb: " + "x".repeat(300_000))))
                .containsExactly("a.yaml:2:1: the line has 300003 characters; at most 262144 are read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void refusesDeepNestingInYaml(String opening) {
        assertThat(problems(yaml(opening.repeat(20_000))))
                .last()
                .asString()
                .contains("lists and maps stand more than 64 deep; nothing after this was read");
    }

    @Test
    void refusesDeepNestingInJson() {
        assertThat(problems(json("{\"a\":" + "[".repeat(100_000))))
                .singleElement()
                .asString()
                .startsWith("a.json:1:69: a")
                .endsWith("lists and maps stand more than 64 deep; nothing after this was read");
    }

    @Test
    void takesSixtyFourLevels() {
        assertThat(problems(yaml("[".repeat(64) + "]".repeat(64)))).isEmpty();
    }

    @Test
    void aYamlBombIsRefusedWithoutBeingExpanded() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            bomb.append("a" + i + ": &a" + i + " [");
            bomb.append(("*a" + (i - 1) + ", ").repeat(9)).append("]\n");
        }
        assertThat(problems(yaml(bomb.toString())))
                .hasSize(20 + 19 * 9)
                .allMatch(problem -> problem.contains("not taken"));
    }

    @Test
    void refusesMoreValuesThanASpecCouldNeed() {
        assertThat(problems(yaml("a:\n" + "-\n".repeat(300_000))))
                .containsExactly("a.yaml:249999:2: a[249997]: more than 250000 values; nothing after this was read");
    }

    @Test
    void tellsFiveHundredProblemsAndCountsTheRest() {
        ParsedDocuments parsed = yaml("a: 1\n".repeat(1001));
        assertThat(parsed.problems()).hasSize(501);
        assertThat(problems(parsed)).last().isEqualTo("500 more problems are not listed");
    }

    @Test
    void manyFieldsInOneMapCostTimeInProportion() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 120_000; i++) {
            text.append("field").append(i).append(": 1\n");
        }
        ParsedDocuments parsed = Parsed.parse("a.yaml", text.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(((MapNode) parsed.documents().get(0)).fields()).hasSize(120_000);
    }
}
