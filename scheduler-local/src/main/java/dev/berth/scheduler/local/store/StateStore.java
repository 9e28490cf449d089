package dev.berth.scheduler.local.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of one embedded backend on disk. One process has it at a time. Thread-safe; writers wait for one another.
 *
 * <p>A failed write closes the file below (MVStore goes no further after a failure). The store then opens it again, now
 * or with the next change, and looks whether the change is there, so that a full disk costs a refusal and no restart. What
 * can't be opened to be written by then, as on a disk that became read-only, is read until it can.
 */
public final class StateStore implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(StateStore.class);

    /** Commits between two attempts to gather half-empty chunks of the file. */
    private static final int COMMITS_PER_COMPACTION = 512;

    private static final int WANTED_FILL_PERCENT = 50;
    private static final int COMPACTION_BYTES = 1 << 20;

    private final StateDirectory directory;
    private final Map<String, String> about;
    private @Nullable StateFile file;
    /** Why the file there is open only to be read. */
    private @Nullable StoreException unwritable;

    private final DiskSync syncs = new DiskSync(this::syncFile);
    private int commits;
    private boolean closed;

    private StateStore(StateDirectory directory, Map<String, String> about, StateFile file) {
        this.directory = directory;
        this.about = about;
        this.file = file;
    }

    /**
     * Takes the directory, which is made if missing, and opens its state.
     *
     * @param about goes into {@link Table#META} of a new file
     * @throws StoreException HELD, DAMAGED, NEWER or UNUSABLE; nothing was changed
     */
    public static StateStore open(Path directory, Map<String, String> about) throws StoreException {
        StateDirectory held = StateDirectory.hold(directory);
        boolean opened = false;
        try {
            StateStore store = new StateStore(held, Map.copyOf(about), StateFile.open(held.path(), about));
            opened = true;
            return store;
        } finally {
            if (!opened) {
                closeQuietly(held);
            }
        }
    }

    /** The directory itself, without links. */
    public Path directory() {
        return directory.path();
    }

    /** The value of a key; fails when the file can't be read just now. */
    public synchronized Optional<String> get(Table table, String key) throws StoreException {
        try {
            return Optional.ofNullable(usable().table(table).get(key));
        } catch (MVStoreException e) {
            throw unreadable(e);
        }
    }

    /** A copy of all entries whose keys begin with {@code prefix}, in the order of the keys. */
    public synchronized SortedMap<String, String> entries(Table table, String prefix) throws StoreException {
        try {
            MVMap<String, String> map = usable().table(table);
            SortedMap<String, String> found = new TreeMap<>();
            for (Iterator<String> keys = map.keyIterator(prefix); keys.hasNext(); ) {
                String key = keys.next();
                if (!key.startsWith(prefix)) {
                    break;
                }
                found.put(key, java.util.Objects.requireNonNull(map.get(key)));
            }
            return found;
        } catch (MVStoreException e) {
            throw unreadable(e);
        }
    }

    /** Every key of a table, in order. */
    public synchronized List<String> keys(Table table) throws StoreException {
        try {
            return new ArrayList<>(usable().table(table).keySet());
        } catch (MVStoreException e) {
            throw unreadable(e);
        }
    }

    /** The greatest key that begins with {@code prefix}. */
    public synchronized Optional<String> lastKey(Table table, String prefix) throws StoreException {
        try {
            String key = usable().table(table).lowerKey(prefix + Character.MAX_VALUE);
            return Optional.ofNullable(key).filter(found -> found.startsWith(prefix));
        } catch (MVStoreException e) {
            throw unreadable(e);
        }
    }

    /**
     * Writes all of {@code change} or nothing of it; an empty change writes nothing. It then survives the end of this
     * process, however sudden; a power failure only after {@link #sync}, and changes survive that in their order.
     */
    public synchronized void commit(StoreChange change) throws StoreException {
        if (change.isEmpty()) {
            return;
        }
        StateFile open = writable();
        requireInPlace(open);
        try {
            put(open, change);
            open.store().commit();
            syncs.written();
        } catch (MVStoreException | IllegalStateException e) {
            settle(open, change, e);
        }
        compactAtTimes();
    }

    private void requireInPlace(StateFile open) throws StoreException {
        if (!open.isInPlace()) {
            throw new StoreException(
                    StoreException.Kind.NOT_WRITTEN,
                    "the state file in '" + directory() + "' was deleted or replaced while it is in use, so nothing can"
                            + " be kept: end this process (berth agent stop, for an agent), put back a copy, or end what"
                            + " runs and begin anew",
                    null);
        }
    }

    /**
     * Completes when all that was committed before survives a power failure, with a {@link StoreException} when that is
     * not known. Who waits meanwhile shares one wait for the disk.
     */
    public CompletableFuture<Void> sync() {
        return syncs.ask();
    }

    /** Outside the lock, as it takes milliseconds. A file that was opened anew meanwhile is the one that counts. */
    private void syncFile() throws StoreException {
        StateFile open = current();
        while (true) {
            try {
                open.store().sync();
                return;
            } catch (MVStoreException | IllegalStateException e) {
                StateFile now = current();
                if (now == open) {
                    throw new StoreException(
                            StoreException.Kind.UNKNOWN,
                            "the state file is written, but may not be on the disk: " + reason(e),
                            e);
                }
                open = now;
            }
        }
    }

    private synchronized StateFile current() throws StoreException {
        return usable();
    }

    /** How many changes have been written, for tests that nothing was. */
    public synchronized long version() throws StoreException {
        return usable().store().getCurrentVersion();
    }

    private static void put(StateFile open, StoreChange change) {
        change.cells().forEach((cell, value) -> {
            MVMap<String, String> map = open.table(cell.table());
            if (value.isPresent()) {
                map.put(cell.key(), value.get());
            } else {
                map.remove(cell.key());
            }
        });
    }

    private void settle(StateFile broken, StoreChange change, RuntimeException cause) throws StoreException {
        broken.store().closeImmediately();
        file = null;
        StateFile again;
        try {
            again = usable();
        } catch (StoreException e) {
            cause.addSuppressed(e);
            throw new StoreException(
                    StoreException.Kind.UNKNOWN,
                    "the state file could neither be written nor read again: " + cause.getMessage(),
                    cause);
        }
        if (!holds(again, change)) {
            throw notWritten(reason(cause), cause);
        }
    }

    private StoreException notWritten(String reason, Throwable cause) {
        return new StoreException(
                StoreException.Kind.NOT_WRITTEN,
                "the state file in '" + directory() + "' can't be written: " + reason
                        + "; make room there, or make it writable",
                cause);
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof IOException io) {
            return String.valueOf(StateFile.reason(io));
        }
        return cause == null ? failure.toString() : String.valueOf(cause.getMessage());
    }

    private static boolean holds(StateFile open, StoreChange change) {
        return change.cells().entrySet().stream()
                .allMatch(cell -> cell.getValue()
                        .equals(Optional.ofNullable(open.table(cell.getKey().table())
                                .get(cell.getKey().key()))));
    }

    private StateFile usable() throws StoreException {
        if (closed) {
            throw new StoreException(StoreException.Kind.UNUSABLE, "the state store is closed", null);
        }
        StateFile open = file;
        if (open == null || open.store().isClosed()) {
            open = reopened();
            file = open;
        }
        return open;
    }

    private StateFile reopened() throws StoreException {
        try {
            return StateFile.open(directory.path(), about);
        } catch (StoreException e) {
            if (e.kind() != StoreException.Kind.UNUSABLE) {
                throw e;
            }
            unwritable = e;
            return StateFile.openToRead(directory.path());
        }
    }

    /** Tries again, with each change, what could only be read the last time. */
    private StateFile writable() throws StoreException {
        StateFile open = usable();
        if (open.isReadOnly()) {
            open.store().closeImmediately();
            file = null;
            open = usable();
        }
        if (open.isReadOnly() && unwritable != null) {
            throw notWritten(reason(unwritable), unwritable);
        }
        return open;
    }

    /** Space is won only by rewriting what is left of old chunks; rarely enough to cost nothing. */
    private void compactAtTimes() {
        commits++;
        if (commits % COMMITS_PER_COMPACTION != 0) {
            return;
        }
        MVStore store = file == null ? null : file.store();
        try {
            if (store != null && !store.isClosed()) {
                store.compact(WANTED_FILL_PERCENT, COMPACTION_BYTES);
            }
        } catch (MVStoreException | IllegalStateException e) {
            LOGGER.warn("the state file in {} could not be compacted: {}", directory(), e.getMessage());
        }
    }

    private static StoreException unreadable(MVStoreException e) {
        return new StoreException(StoreException.Kind.DAMAGED, "the state file can't be read: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        syncs.close();
        closeFile();
    }

    private synchronized void closeFile() {
        if (closed) {
            return;
        }
        closed = true;
        StateFile open = file;
        try {
            if (open != null) {
                open.store().close();
            }
        } catch (MVStoreException | IllegalStateException e) {
            LOGGER.warn("the state file in {} could not be closed: {}", directory(), e.getMessage());
        } finally {
            closeQuietly(directory);
        }
    }

    private static void closeQuietly(StateDirectory held) {
        try {
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of '" + held.path() + "' can't be given back", e);
        }
    }
}
