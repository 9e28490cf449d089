package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.SchedulerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;

/** The agent's files in a state directory, and who may touch them. */
record AgentFiles(Path directory) {
    /** Paths of sockets may have 108 bytes on Linux and 104 on others, a NUL included. */
    private static final int LONGEST_SOCKET_PATH = 100;

    private static final Set<PosixFilePermission> PRIVATE_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> PRIVATE_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> WRITABLE_BY_OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> OPEN_TO_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    AgentFiles {
        directory = directory.toAbsolutePath().normalize();
    }

    Path endpoint() {
        return directory.resolve("agent.json");
    }

    /** Held by the agent for as long as it lives; its own process must never open it twice. */
    Path agentLock() {
        return directory.resolve("agent.lock");
    }

    /** Held while an agent is being started. */
    Path startLock() {
        return directory.resolve("agent-start.lock");
    }

    Path log() {
        return directory.resolve("agent.log");
    }

    Path crashReport() {
        return directory.resolve("agent-crash.log");
    }

    /** Where the socket may be bound: here, or in a new directory where paths are shorter. */
    Path newSocket() throws IOException {
        Path here = directory.resolve("agent.sock");
        if (length(here) <= LONGEST_SOCKET_PATH) {
            Files.deleteIfExists(here);
            return here;
        }
        Path directory = Files.createTempDirectory(shortDirectory(), "berth-", forOwner(PRIVATE_DIRECTORY));
        Path there = directory.resolve("s");
        if (length(there) > LONGEST_SOCKET_PATH) {
            Files.delete(directory);
            throw new FileSystemException(there.toString(), null, "is too long for a socket; set XDG_RUNTIME_DIR");
        }
        return there;
    }

    /** Removes a socket and, when it is not here, its directory. */
    void removeSocket(Path socket) throws IOException {
        Files.deleteIfExists(socket);
        Path parent = socket.getParent();
        if (parent != null && !parent.equals(directory) && socket.endsWith("s")) {
            Files.deleteIfExists(parent);
        }
    }

    private static int length(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static Path shortDirectory() {
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        Path preferred = Path.of(runtime == null || runtime.isEmpty() ? "/nonexistent" : runtime);
        return Files.isWritable(preferred) ? preferred : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** Makes the directory for its owner only, or checks that one which exists is. */
    void prepare() throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, forOwner(PRIVATE_DIRECTORY));
        }
        PosixFileAttributes attributes = Files.readAttributes(directory, PosixFileAttributes.class);
        checkOwner(directory, attributes.owner());
        if (attributes.permissions().stream().anyMatch(WRITABLE_BY_OTHERS::contains)) {
            throw ContactException.unauthorized("the state directory (=" + directory
                    + ") may be written by others; make it yours alone: chmod 700 " + directory);
        }
    }

    /** Refuses a file that another user made or may read or write. */
    static void checkPrivate(Path file) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
        checkOwner(file, attributes.owner());
        if (attributes.permissions().stream().anyMatch(OPEN_TO_OTHERS::contains)) {
            throw ContactException.unauthorized(file + " is open to other users; stop the agent and remove it");
        }
    }

    private static void checkOwner(Path file, UserPrincipal owner) throws IOException {
        UserPrincipal self = self(file);
        if (!owner.equals(self)) {
            throw notOurs(file, owner, self);
        }
    }

    private static SchedulerException notOurs(Path file, UserPrincipal owner, UserPrincipal self) {
        return ContactException.unauthorized(
                file + " belongs to user " + owner.getName() + ", and this is user " + self.getName());
    }

    /** The process's user, who need not have a name. */
    private static UserPrincipal self(Path file) throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self)
                ? Files.getOwner(self)
                : file.getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName(System.getProperty("user.name"));
    }

    static void makePrivate(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PRIVATE_FILE);
    }

    static FileAttribute<Set<PosixFilePermission>> privateFile() {
        return forOwner(PRIVATE_FILE);
    }

    private static FileAttribute<Set<PosixFilePermission>> forOwner(Set<PosixFilePermission> permissions) {
        return PosixFilePermissions.asFileAttribute(permissions);
    }
}
