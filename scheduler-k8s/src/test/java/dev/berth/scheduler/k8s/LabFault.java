package dev.berth.scheduler.k8s;

import java.nio.file.Path;
import java.util.List;

/** Breaks something in the lab, or mends it. */
final class LabFault {
    private static final Path COMMAND =
            Path.of("..", "lab", "fault").toAbsolutePath().normalize();

    private LabFault() {}

    /** On the machine of the API server. */
    static void run(String fault) {
        run(fault, Lab.value("CONTROL_PLANE"));
    }

    static void run(String fault, String machine) {
        LabCommand done = LabCommand.run(List.of(COMMAND.toString(), "kubernetes", fault, machine), "");
        if (done.code() != 0) {
            throw new AssertionError(fault + " " + machine + ": " + done.output());
        }
    }
}
