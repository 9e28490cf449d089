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

    private Path pipe() throws IOException, InterruptedException {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }

    private static Process writer(Path pipe) throws IOException {
        return new ProcessBuilder("sh", "-c", "echo 'name: web' >\"$1\"", "sh", pipe.toString()).start();
    }

    @Test
    void readsAPipeThatIsNamedAsAFile() throws IOException, InterruptedException {
        Path pipe = pipe();
        Process writer = writer(pipe);
        assertThat(loader.load(pipe).content()).isEqualTo("name: web\n".getBytes(UTF_8));
        assertThat(writer.waitFor()).isZero();
    }

    @Test
    void readsAPipeWhichCannotSeek() throws IOException, InterruptedException {
        Path pipe = pipe();
        Process writer = writer(pipe);
        try (InputStream stream = new FileInputStream(pipe.toFile())) {
            assertThat(loader.load("stdin", directory, stream).content()).isEqualTo("name: web\n".getBytes(UTF_8));
        }
        assertThat(writer.waitFor()).isZero();
    }
}
