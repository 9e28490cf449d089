package dev.berth.scheduler.core.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceLoaderTest {
    private final SourceLoader loader = new SourceLoader(DocumentLimits.STANDARD);

    @TempDir
    private Path directory;

    @Test
    void readsAPipeWhichCannotSeek() throws IOException, InterruptedException {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process writer = new ProcessBuilder("sh", "-c", "echo 'name: web' >\"$1\"", "sh", pipe.toString()).start();
        try (InputStream stream = new FileInputStream(pipe.toFile())) {
            assertThat(loader.load("stdin", directory, stream).content()).isEqualTo("name: web\n".getBytes(UTF_8));
        }
        assertThat(writer.waitFor()).isZero();
    }
}
