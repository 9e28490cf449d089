package dev.berth.scheduler.local.store;

import static dev.berth.scheduler.local.store.OwnDisk.fill;
import static dev.berth.scheduler.local.store.OwnDisk.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A store whose file system becomes read-only under it: what has to hold then. It ends with 0 if all of it did. */
final class ReadOnlyDiskChild {
    private static final String LARGE = "x".repeat(4096);

    private ReadOnlyDiskChild() {}

    public static void main(String[] arguments) throws Exception {
        Path disk = Path.of(arguments[0]);
        Path filler = disk.resolve("filler");
        try (StateStore store = StateStore.open(disk.resolve("state"), Map.of())) {
            store.commit(new StoreChange().put(Table.OBJECTS, "a/kept", "kept"));
            // What is open already stays writable until a write fails: that closes it.
            fill(filler);
            run("mount", "--bind", disk.toString(), disk.toString());
            run("mount", "-o", "remount,bind,ro", disk.toString());
            long stored = untilRefused(store);

            requireRefused(store, "Read-only file system");
            require(store.get(Table.OBJECTS, "a/kept").equals(java.util.Optional.of("kept")), "what was there is read");
            require(store.keys(Table.OBJECTS).size() == stored + 1, "nothing of what was refused is there");

            run("mount", "-o", "remount,bind,rw", disk.toString());
            Files.delete(filler);
            store.commit(new StoreChange().put(Table.OBJECTS, "a/later", "later"));
            require(store.get(Table.OBJECTS, "a/later").isPresent(), "it is written again once it can be");
        }
    }

    /** The file may have some room of its own left. */
    private static long untilRefused(StateStore store) throws StoreException {
        for (int i = 0; i < 1000; i++) {
            try {
                store.commit(new StoreChange().put(Table.OBJECTS, "b/" + i, LARGE + i));
            } catch (StoreException e) {
                requireNotWritten(e);
                return i;
            }
        }
        throw new AssertionError("a full disk takes everything");
    }

    private static void requireRefused(StateStore store, String because) {
        try {
            store.commit(new StoreChange().put(Table.OBJECTS, "a/lost", "lost"));
        } catch (StoreException e) {
            requireNotWritten(e);
            require(String.valueOf(e.getMessage()).contains(because), "the reason in " + e);
            return;
        }
        throw new AssertionError("a disk that is read-only takes a change");
    }

    private static void requireNotWritten(StoreException e) {
        require(e.kind() == StoreException.Kind.NOT_WRITTEN, e.kind() + " of " + e);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        require(code == 0, List.of(command) + " ends with 0, not " + code);
    }
}
