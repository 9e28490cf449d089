package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.ContactException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The agent's files in a state directory, and who may touch them. */
record AgentFiles(Path directory) {
    /** Paths of sockets may have 108 bytes on Linux and 104 on others, a NUL included. */
    private static final int LONGEST_SOCKET_PATH = 100;

    /** Belongs to the process's user; where there is no such thing, the home directory does. */
    private static final Path SELF =
            Files.exists(Path.of("/proc/self")) ? Path.of("/proc/self") : Path.of(System.getProperty("user.home"));

    private static final Set<PosixFilePermission> PRIVATE_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> PRIVATE_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int OPEN_TO_OTHERS = 0066;

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
        if ((mode(directory) & WRITABLE_BY_OTHERS) != 0) {
            throw ContactException.unauthorized("the state directory (=" + directory
                    + ") may be written by others; make it yours alone: chmod 700 " + directory);
        }
    }

    /** Refuses a file that another user made or may read or write. */
    static void checkPrivate(Path file) throws IOException {
        if ((mode(file) & OPEN_TO_OTHERS) != 0) {
            throw ContactException.unauthorized(file + " is open to other users; stop the agent and remove it");
        }
    }

    /** The permissions of a file that has to be ours. By number: finding names may cost a question to a server. */
    private static int mode(Path file) throws IOException {
        Object owner = Files.getAttribute(file, "unix:uid");
        Object self = Files.getAttribute(SELF, "unix:uid");
        if (!self.equals(owner)) {
            throw ContactException.unauthorized(file + " belongs to user " + owner + ", and this is user " + self);
        }
        return (Integer) Files.getAttribute(file, "unix:mode");
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
