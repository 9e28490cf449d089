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

    static void await(Path file) throws IOException, InterruptedException {
        Path parent = java.util.Objects.requireNonNull(file.getParent());
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            parent.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(file)) {
                WatchKey key = watch.poll(20, TimeUnit.SECONDS);
                if (key == null) {
                    throw new AssertionError(file + " does not appear");
                }
                key.pollEvents();
                key.reset();
            }
        }
    }
}
