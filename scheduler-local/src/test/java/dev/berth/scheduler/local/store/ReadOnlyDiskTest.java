package dev.berth.scheduler.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk of its own, which only root can mount: switched on by {@code -Dtests.mounts=allowed}. */
@Tag("own-disk")
class ReadOnlyDiskTest {
    @TempDir
    private Path directory;

    @Test
    void aFileThatCanNotBeWrittenAnyMoreIsReadAndWrittenAgainWhenItCan() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        Path said = directory.resolve("said");
        Process child = new ProcessBuilder(ReadOnlyDiskChild.command(disk))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue())
                .as(Files.readString(said, StandardCharsets.UTF_8))
                .isZero();
    }
}
