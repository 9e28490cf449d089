package dev.berth.scheduler.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A small disk of a program's own, in mounts of its own, which only root can make. */
public final class OwnDisk {
    private OwnDisk() {}

    /**
     * Runs the main method of a class with the path of such a disk, which has to end with 0.
     *
     * @param directory where the disk is mounted, seen by that program only
     * @param size in the words of mount, such as 1m
     */
    public static void run(Path directory, String size, Class<?> program) throws IOException, InterruptedException {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        Path said = directory.resolve("said");
        Process child = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=\"$5\" tmpfs \"$1\" && exec \"$2\" -cp \"$3\" \"$4\" \"$1\"",
                        "sh",
                        disk.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        System.getProperty("java.class.path"),
                        program.getName(),
                        size)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue())
                .as(Files.readString(said, StandardCharsets.UTF_8))
                .isZero();
    }

    /** Writes until no byte is left. */
    public static void fill(Path file) throws IOException {
        byte[] block = new byte[1024];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (Files.size(file) >= 0) {
                out.write(block);
            }
        } catch (IOException e) {
            require(String.valueOf(e.getMessage()).contains("No space left"), "a full disk, not " + e);
        }
    }

    public static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("should hold: " + what);
        }
    }
}
