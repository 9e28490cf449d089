package dev.berth.scheduler.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/** Waits for files as the kernel tells of them. */
final class FileWait {
    private FileWait() {}

    static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void await(Path file) throws IOException {
        until(file, "to appear", () -> Files.exists(file));
    }

    /** Until a file holds a text. */
    static void until(Path file, String content) throws IOException {
        until(
                file,
                "to hold " + content,
                () -> Files.exists(file) && Files.readString(file).equals(content));
    }

    /** Until nothing of that name is in a directory. */
    static void untilGone(Path directory, String glob) throws IOException {
        until(directory.resolve("any"), "to lose " + glob, () -> {
            try (var found = Files.newDirectoryStream(directory, glob)) {
                return !found.iterator().hasNext();
            }
        });
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void until(Path file, String what, Condition condition) throws IOException {
        Path parent = java.util.Objects.requireNonNull(file.getParent());
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            parent.register(
                    watch,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            while (!condition.holds()) {
                WatchKey key = watch.poll(20, TimeUnit.SECONDS);
                if (key == null) {
                    throw new AssertionError("waited in vain for " + parent + " " + what);
                }
                key.pollEvents();
                key.reset();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
