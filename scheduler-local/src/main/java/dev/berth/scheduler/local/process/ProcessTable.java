package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the kernel's table of processes. Reading one costs about 20 microseconds; nothing is kept. */
public final class ProcessTable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessTable.class);

    /** Of every Linux, whatever its own clock: what it tells user space counts hundredths of a second. */
    private static final long MILLIS_PER_TICK = 10;

    private final Path proc;
    private final String bootId;

    private ProcessTable(Path proc, String bootId) {
        this.proc = proc;
        this.bootId = bootId;
    }

    /** The table of this machine. Fails where there is no {@code /proc}. */
    public static ProcessTable open() throws IOException {
        return open(Path.of("/proc"));
    }

    static ProcessTable open(Path proc) throws IOException {
        return new ProcessTable(
                proc,
                Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip());
    }

    /** The id of this boot; a process of another boot is dead. */
    public String bootId() {
        return bootId;
    }

    /** Whether exactly this process still runs. A zombie does not. */
    public boolean isAlive(ProcessIdentity identity) {
        return identity.bootId().equals(bootId)
                && stat(identity.processId())
                        .filter(stat -> stat.startTicks() == identity.startTicks() && stat.alive())
                        .isPresent();
    }

    /** The identity of the process that has this number now. */
    public Optional<ProcessIdentity> identityOf(long processId) {
        return stat(processId)
                .filter(ProcessStat::alive)
                .map(stat -> new ProcessIdentity(processId, stat.startTicks(), bootId));
    }

    /** Every living process. A process that ends meanwhile may be missing. */
    List<ProcessStat> living() throws IOException {
        List<ProcessStat> living = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path entry : entries) {
                stat(Long.parseLong(entry.getFileName().toString()))
                        .filter(ProcessStat::alive)
                        .ifPresent(living::add);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return living;
    }

    /** The value of a variable the process was started with. Processes of other users are unreadable: none. */
    Optional<String> variable(long processId, String name) {
        return read(processId, "environ").flatMap(environment -> {
            String all = "\0" + new String(environment, StandardCharsets.UTF_8) + "\0";
            int start = all.indexOf("\0" + name + "=");
            return start < 0
                    ? Optional.empty()
                    : Optional.of(all.substring(start + name.length() + 2, all.indexOf('\0', start + 1)));
        });
    }

    /**
     * Whether a process has executed its program: only that is given the variable, whatever forked it. What may not be
     * looked at runs with other rights, so it has executed a program, too.
     */
    boolean hasExecuted(long processId, String variable) {
        try {
            byte[] environment =
                    Files.readAllBytes(proc.resolve(Long.toString(processId)).resolve("environ"));
            return ("\0" + new String(environment, StandardCharsets.ISO_8859_1)).contains("\0" + variable + "=");
        } catch (AccessDeniedException e) {
            return true;
        } catch (IOException e) {
            // It has ended.
            return false;
        }
    }

    /** How long ago a process of this boot started; zero when that can't be told. */
    Duration age(ProcessIdentity identity) {
        if (!identity.bootId().equals(bootId)) {
            return Duration.ZERO;
        }
        try {
            String uptime = Files.readString(proc.resolve("uptime"));
            double seconds = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
            long millis = (long) (seconds * 1000) - identity.startTicks() * MILLIS_PER_TICK;
            return Duration.ofMillis(Math.max(0, millis));
        } catch (IOException e) {
            LOG.warn("the time since the start of the machine can't be read: {}", e.toString());
            return Duration.ZERO;
        }
    }

    Optional<ProcessStat> stat(long processId) {
        return read(processId, "stat")
                .filter(bytes -> bytes.length > 0)
                .map(bytes -> ProcessStat.parse(new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    private Optional<byte[]> read(long processId, String file) {
        try {
            return Optional.of(
                    Files.readAllBytes(proc.resolve(Long.toString(processId)).resolve(file)));
        } catch (IOException e) {
            // The process ended (ENOENT, ESRCH) or belongs to another user (EACCES): either way it is none of ours.
            return Optional.empty();
        }
    }
}
