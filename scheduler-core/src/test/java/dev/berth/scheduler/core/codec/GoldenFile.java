package dev.berth.scheduler.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that what is written now must equal; {@code -Dtests.golden=write} writes them anew, for a wanted change. */
final class GoldenFile {
    private static final boolean WRITE = "write".equals(System.getProperty("tests.golden"));

    private GoldenFile() {}

    static void assertHolds(String file, String actual) throws IOException {
        Path path = Path.of("src").resolve(file);
        if (WRITE) {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(path));
    }
}
