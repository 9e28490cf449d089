package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFullTest {
    @TempDir
    private Path directory;

    @Test
    void whatRunsIsLookedAfterEditsAreRefusedAndItGoesOnWhenThereIsRoom() throws Exception {
        assumeTrue(mayMount(), "only root may give a test a disk of its own");
        Path disk = Files.createDirectory(directory.resolve("disk"));
        Path said = directory.resolve("said");
        Process child = new ProcessBuilder(DiskFullChild.command(disk))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue())
                .as(Files.readString(said, StandardCharsets.UTF_8))
                .isZero();
    }

    private static boolean mayMount() throws Exception {
        Process trial =
                new ProcessBuilder("sh", "-c", "unshare --mount sh -c 'mount -t tmpfs tmpfs /mnt' 2>/dev/null").start();
        return trial.waitFor() == 0;
    }
}
