package dev.berth.scheduler.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.error.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule CFG-1: nothing that a configuration includes is left out without a word. */
class IncludeTest {
    private final ConfigReader reader = new ConfigReader(Providers.load());

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include \"other\"",
                "include \"other.conf\"",
                "include required(\"other.conf\")",
                "include file(\"DIRECTORY/other.conf\")",
                "include url(\"file:DIRECTORY/other.conf\")"
            })
    void readsWhatIsIncluded(String include) throws IOException {
        file("other.conf", "berth.owner = acme");
        Path file = file("berth.conf", include.replace("DIRECTORY", directory.toString()));

        assertThat(reader.read(file).owner()).isEqualTo("acme");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include \"other\"",
                "include \"other.conf\"",
                "include required(\"other.conf\")",
                "include file(\"other.conf\")",
                "include classpath(\"other.conf\")",
                "include url(\"file:/nowhere/other.conf\")"
            })
    void refusesWhatIsIncludedAndNotThereWithItsLine(String include) throws IOException {
        Path file = file("berth.conf", "berth.owner = acme\n# include \"other\"\n" + include + "\n");

        assertThatThrownBy(() -> reader.read(file))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.problems())
                                .singleElement()
                                .satisfies(problem -> assertThat(problem.message())
                                        .contains("other")
                                        .contains("doesn't exist or can't be read"))
                                .extracting(Problem::position)
                                .isEqualTo(Optional.of(new SourcePosition(file.toString(), 3, 1))));
    }

    @Test
    void namesTheFileThatIncludesWhatIsNotThere() throws IOException {
        Path middle = file("middle.conf", "berth.owner = acme\ninclude \"last.conf\"\n");
        Path file = file("berth.conf", "include \"middle\"\n");

        assertThatThrownBy(() -> reader.read(file))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(middle + ":2");
    }

    @Test
    void refusesADirectoryInPlaceOfAFile() throws IOException {
        Files.createDirectory(directory.resolve("other.conf"));
        Path file = file("berth.conf", "include \"other.conf\"\n");

        assertThatThrownBy(() -> reader.read(file))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(file + ":1");
    }

    @Test
    void refusesAnIncludeOfATextWithItsLine() {
        assertThatThrownBy(() -> reader.readText("berth.owner = acme\ninclude \"other.conf\""))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("text:2");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
