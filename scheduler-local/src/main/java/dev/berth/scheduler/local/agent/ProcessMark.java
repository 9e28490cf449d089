package dev.berth.scheduler.local.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells one process from another that gets its pid later. On Linux by boot and start tick, which no change of the clock
 * moves; elsewhere by the start time.
 */
final class ProcessMark {
    private static final Path PROC = Path.of("/proc");
    private static final int START_TICK_AFTER_NAME = 19;

    private ProcessMark() {}

    /** The mark of a living process; empty when there is none of that pid. */
    static Optional<String> of(long pid) throws IOException {
        Path stat = PROC.resolve(pid + "/stat");
        if (!Files.exists(PROC.resolve("self/stat"))) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .map(process -> "at:" + process.info().startInstant().orElseThrow());
        }
        if (!Files.exists(stat)) {
            return Optional.empty();
        }
        // The name is in parentheses and may hold any byte, blanks and parentheses too.
        String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        boolean ended = fields[0].equals("Z") || fields[0].equals("X");
        return ended ? Optional.empty() : Optional.of("tick:" + fields[START_TICK_AFTER_NAME] + "@" + boot());
    }

    private static String boot() throws IOException {
        return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
    }

    /** This process's resident memory; 0 where the system doesn't say. */
    static long residentBytes() throws IOException {
        Path status = PROC.resolve("self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        for (String line : Files.readAllLines(status, StandardCharsets.ISO_8859_1)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        return 0;
    }
}
