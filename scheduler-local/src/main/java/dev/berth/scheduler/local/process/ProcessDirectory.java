package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the shims record: {@code events} (see {@link ProcessRecord}), {@code launches} (scripts on their way to a shim,
 * gone once it has read them), {@code index} (times of log offsets), and the logs. Only the owner can read any of it.
 */
public final class ProcessDirectory {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path root;
    private final Path logs;

    private ProcessDirectory(Path root, Path logs) {
        this.root = root.toAbsolutePath();
        this.logs = logs.toAbsolutePath();
    }

    /** Opens or creates the directories. */
    public static ProcessDirectory open(Path root, Path logs) throws IOException {
        ProcessDirectory directory = new ProcessDirectory(root, logs);
        for (Path path :
                List.of(directory.root, directory.logs, directory.events(), directory.launches(), directory.index())) {
            Files.createDirectories(path, OWNER_DIRECTORY);
        }
        return directory;
    }

    /** The file that a stream of an instance is appended to; it exists once the instance was started. */
    public Path log(String instance, LogStream stream) {
        return logs.resolve(instance + stream.suffix());
    }

    /** All that is recorded of all processes. */
    Map<ProcessName, List<ProcessRecord>> records() throws IOException {
        Map<ProcessName, List<ProcessRecord>> records = new HashMap<>();
        try (var entries = Files.newDirectoryStream(events())) {
            for (Path entry : entries) {
                ProcessRecord.parse(entry.getFileName().toString())
                        .ifPresent(record -> records.computeIfAbsent(record.name(), name -> new ArrayList<>())
                                .add(record));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return records;
    }

    /** Deletes what is recorded of processes that ended. Their logs stay. */
    public void forget(Collection<ProcessName> names) throws IOException {
        Set<ProcessName> forgotten = Set.copyOf(names);
        try (var entries = Files.newDirectoryStream(events())) {
            for (Path entry : entries) {
                var record = ProcessRecord.parse(entry.getFileName().toString());
                if (record.isPresent() && forgotten.contains(record.get().name())) {
                    Files.deleteIfExists(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Deletes the logs of an instance and what is kept about them. */
    public void deleteLogs(String instance) throws IOException {
        for (LogStream stream : LogStream.values()) {
            Files.deleteIfExists(log(instance, stream));
            Files.deleteIfExists(index(log(instance, stream)));
        }
    }

    /** Takes the claim of a launch, so that it never starts; false if the process (or Java) took it before. */
    boolean voidLaunch(ProcessName name) throws IOException {
        try {
            Files.createDirectory(events().resolve(ProcessRecord.claimOf(name)), OWNER_DIRECTORY);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    boolean isVoided(ProcessName name) {
        return Files.isDirectory(events().resolve(ProcessRecord.claimOf(name)));
    }

    /** Writes a file under a name nobody reads yet, then renames it: it is whole or absent. */
    Path write(Path file, byte[] content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.deleteIfExists(unfinished);
            try (var channel = Files.newByteChannel(
                            unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_FILE);
                    var stream = Channels.newOutputStream(channel)) {
                stream.write(content);
            }
            return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    /** Adds to a file, which is made if there is none. */
    static void append(Path file, byte[] content) throws IOException {
        try (var channel = Files.newByteChannel(
                        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), OWNER_FILE);
                var stream = Channels.newOutputStream(channel)) {
            stream.write(content);
        }
    }

    Path root() {
        return root;
    }

    Path logs() {
        return logs;
    }

    Path events() {
        return root.resolve("events");
    }

    Path launches() {
        return root.resolve("launches");
    }

    Path index(Path log) {
        return index().resolve(log.getFileName() + ".idx");
    }

    private Path index() {
        return root.resolve("index");
    }
}
