package dev.berth.scheduler.cli.certify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes of a laboratory whose tests were cut short: they outlive their backend, as is right, and would run on for good. */
final class LeftProcesses {
    private static final Logger LOGGER = LoggerFactory.getLogger(LeftProcesses.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private LeftProcesses() {}

    /** Ends the launcher and the shims of a backend that is closed, and whatever they have started. */
    static void end(Path laboratory) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<ProcessHandle> left = left(laboratory);
        while (!left.isEmpty()) {
            if (System.nanoTime() > end) {
                LOGGER.warn("these processes of {} don't end: {}", laboratory, left);
                return;
            }
            left.forEach(ProcessHandle::destroyForcibly);
            // What a shim started is nobody's once the shim is gone, and may take longer to end.
            left = Stream.concat(left.stream().filter(LeftProcesses::isRunning), left(laboratory).stream())
                    .distinct()
                    .toList();
        }
    }

    /** One that has ended has no command line, even where nobody asks how it did. */
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && !read(process, "cmdline").isEmpty();
    }

    private static List<ProcessHandle> left(Path laboratory) {
        return ProcessHandle.allProcesses()
                .filter(process -> isOf(process, laboratory))
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .distinct()
                .toList();
    }

    /** A launcher and a shim are a script in the state directory; their processes know where to keep their pipes. */
    private static boolean isOf(ProcessHandle process, Path laboratory) {
        String[] words = read(process, "cmdline").split("\0", -1);
        boolean script = words.length > 1 && words[1].startsWith(laboratory.resolve("state/processes") + "/");
        return script || read(process, "environ").contains("PROBE_HOME=" + laboratory.resolve("probes") + "\0");
    }

    private static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it has ended, or is another user's
        }
    }
}
