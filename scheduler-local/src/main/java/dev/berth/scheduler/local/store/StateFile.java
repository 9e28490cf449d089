package dev.berth.scheduler.local.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * The open MVStore file and its tables. Everything it throws on its own account is a {@link StoreException}; what
 * H2 throws while it is used comes through.
 */
final class StateFile {
    /**
     * Of the tables and their values; a file that says more was written by a newer Berth, and would lose there what only
     * that one knows. 2 came with runs, rollouts, volumes, files and secrets. An older file is read as it is and says 2 from
     * then on; nothing in it has to be written anew.
     */
    static final int SCHEMA = 2;

    static final String SCHEMA_KEY = "schema";

    private static final String NAME = "state.db";
    /** Made after the state file, and empty when nothing runs and all ends were noted. */
    private static final String PROCESS_EVENTS = "processes/events";

    private static final int CACHE_MEBIBYTES = 2;

    private final MVStore store;
    private final Path file;
    /** Which file that was when it was opened. */
    private final @Nullable Object identity;

    private final Map<Table, MVMap<String, String>> tables = new EnumMap<>(Table.class);

    private StateFile(MVStore store, Path file) throws IOException {
        this.store = store;
        this.file = file;
        this.identity = identity(file);
        for (Table table : Table.values()) {
            tables.put(
                    table,
                    store.openMap(
                            table.nameInFile(),
                            new MVMap.Builder<String, String>()
                                    .keyType(StringDataType.INSTANCE)
                                    .valueType(StringDataType.INSTANCE)));
        }
    }

    /** Opens the file of a directory, making it if there is none. */
    static StateFile open(Path directory, Map<String, String> about) throws StoreException {
        Path file = directory.resolve(NAME);
        try {
            if (!Files.exists(file)) {
                refuseIfLost(directory, file);
                create(directory, file, about);
            }
        } catch (IOException e) {
            throw unusable(file, "can't be made", e);
        }
        try {
            return openExisting(file, false);
        } catch (IOException e) {
            throw unusable(file, "can't be opened", e);
        }
    }

    /** Beginning anew beside processes of the lost file would start all of them twice, and end the first ones never. */
    private static void refuseIfLost(Path directory, Path file) throws IOException, StoreException {
        Path events = directory.resolve(PROCESS_EVENTS);
        if (!Files.isDirectory(events)) {
            return;
        }
        try (Stream<Path> records = Files.list(events)) {
            if (records.findAny().isPresent()) {
                throw new StoreException(
                        StoreException.Kind.DAMAGED,
                        "state file '" + file + "' is missing, and '" + events
                                + "' names processes started from it; put"
                                + " a copy back, or end those that still run and move the state directory away to begin"
                                + " anew",
                        null);
            }
        }
    }

    /** The file appears complete under its name, so one that is empty or has no schema was damaged later. */
    private static void create(Path directory, Path file, Map<String, String> about)
            throws IOException, StoreException {
        Path unfinished = directory.resolve(NAME + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            MVStore store = connect(unfinished, false);
            StateFile made = new StateFile(store, unfinished);
            made.table(Table.META).putAll(about);
            made.table(Table.META).put(SCHEMA_KEY, Integer.toString(SCHEMA));
            store.commit();
            store.sync();
            store.close();
        } catch (MVStoreException e) {
            throw new IOException(e.getMessage(), e);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Opens the file there is, only to be read: one that can't be written just now has lost nothing. */
    static StateFile openToRead(Path directory) throws StoreException {
        Path file = directory.resolve(NAME);
        try {
            return openExisting(file, true);
        } catch (IOException e) {
            throw unusable(file, "can't be read", e);
        }
    }

    /**
     * Of a file that can't even be opened H2 says the same as of one that is damaged, so that is tried first. Nothing of
     * this process has it open then, whose lock would be lost.
     */
    private static void requireAccess(Path file, boolean toRead) throws IOException {
        try (FileChannel channel = toRead
                ? FileChannel.open(file, StandardOpenOption.READ)
                : FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.size();
        }
    }

    private static StateFile openExisting(Path file, boolean toRead) throws IOException, StoreException {
        requireAccess(file, toRead);
        if (Files.size(file) == 0) {
            throw damaged(file, "it is empty", null);
        }
        MVStore store;
        try {
            store = connect(file, toRead);
        } catch (MVStoreException e) {
            throw refusal(file, e);
        }
        try {
            int schema = schema(file, store);
            StateFile opened = new StateFile(store, file);
            if (schema < SCHEMA && !toRead) {
                opened.table(Table.META).put(SCHEMA_KEY, Integer.toString(SCHEMA));
                store.commit();
            }
            return opened;
        } catch (MVStoreException e) {
            store.closeImmediately();
            throw refusal(file, e);
        } catch (StoreException | IOException e) {
            store.closeImmediately();
            throw e;
        }
    }

    private static MVStore connect(Path file, boolean toRead) {
        MVStore.Builder how = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .cacheSize(CACHE_MEBIBYTES);
        MVStore store = (toRead ? how.readOnly() : how).open();
        // Old versions are read by nobody: their space is used again at once, and the file stays small.
        store.setRetentionTime(0);
        store.setVersionsToKeep(0);
        return store;
    }

    private static int schema(Path file, MVStore store) throws StoreException {
        String schema = store.hasMap(Table.META.nameInFile()) ? new StateFileMeta(store).get(SCHEMA_KEY) : null;
        if (schema == null || !schema.matches("[0-9]{1,9}")) {
            throw damaged(file, "it doesn't say which schema it has", null);
        }
        if (Integer.parseInt(schema) > SCHEMA) {
            throw new StoreException(
                    StoreException.Kind.NEWER,
                    "state file '" + file + "' has schema " + schema + ", this Berth knows up to " + SCHEMA
                            + "; use the newer Berth or name another state directory",
                    null);
        }
        return Integer.parseInt(schema);
    }

    private static StoreException refusal(Path file, MVStoreException e) {
        return switch (e.getErrorCode()) {
            case DataUtils.ERROR_FILE_LOCKED ->
                new StoreException(StoreException.Kind.HELD, "state file '" + file + "' is open elsewhere", e);
            case DataUtils.ERROR_UNSUPPORTED_FORMAT ->
                new StoreException(
                        StoreException.Kind.NEWER,
                        "state file '" + file + "' has a format this Berth can't write: " + e.getMessage(),
                        e);
            default -> damaged(file, e.getMessage(), e);
        };
    }

    private static StoreException unusable(Path file, String what, IOException e) {
        return new StoreException(
                StoreException.Kind.UNUSABLE, "state file '" + file + "' " + what + ": " + reason(e), e);
    }

    /** Without the path, which the message has already. */
    static @Nullable String reason(IOException e) {
        return e instanceof FileSystemException of && of.getReason() != null ? of.getReason() : e.getMessage();
    }

    private static StoreException damaged(Path file, @Nullable String how, @Nullable Throwable e) {
        return new StoreException(
                StoreException.Kind.DAMAGED,
                "state file '" + file + "' is damaged: " + how
                        + "; it was left as it is: put a copy back, or move the state directory away to begin anew",
                e);
    }

    private static @Nullable Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** Whether its name still leads to it: what is written to a deleted file is lost with this process. */
    boolean isInPlace() {
        try {
            return Objects.equals(identity, identity(file));
        } catch (IOException e) {
            return false;
        }
    }

    boolean isReadOnly() {
        return store.isReadOnly();
    }

    MVStore store() {
        return store;
    }

    MVMap<String, String> table(Table table) {
        return Objects.requireNonNull(tables.get(table));
    }

    /** The meta table alone, for a file of which nothing else is known yet. */
    private record StateFileMeta(MVStore store) {
        @Nullable
        String get(String key) {
            MVMap<String, String> meta = store.openMap(
                    Table.META.nameInFile(),
                    new MVMap.Builder<String, String>()
                            .keyType(StringDataType.INSTANCE)
                            .valueType(StringDataType.INSTANCE));
            return meta.get(key);
        }
    }
}
