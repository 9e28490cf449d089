package dev.berth.scheduler.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Breaks something in the lab, or mends it. */
final class LabFault {
    private static final Path COMMAND =
            Path.of("..", "lab", "fault").toAbsolutePath().normalize();

    private LabFault() {}

    /** On the machine of the API server. */
    static void run(String fault) {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            COMMAND.toString(), "kubernetes", fault, Lab.value("CONTROL_PLANE"))
                    .redirectErrorStream(true);
            builder.environment().put("BERTH_LAB", Lab.value("LAB"));
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(fault + ": " + printed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
