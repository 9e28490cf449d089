package dev.berth.scheduler.k8s;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What somebody else does in the lab's cluster, who may do everything. */
final class Kubectl {
    private Kubectl() {}

    /** Whether it did what it was asked. */
    static boolean does(String... arguments) {
        return refusal(arguments).isEmpty();
    }

    /** Why it did not do what it was asked; empty when it did. */
    static String refusal(String... arguments) {
        try {
            String unused = with("", arguments);
            return "";
        } catch (Refused e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static final class Refused extends AssertionError {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** What it printed; fails unless it did what it was asked. */
    static String run(String... arguments) {
        return with("", arguments);
    }

    /** Makes what these manifests say. */
    static void apply(String manifests) {
        with(manifests, "apply", "-f", "-");
    }

    private static String with(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Lab.value("KUBECTL"), "--kubeconfig", Lab.value("KUBECONFIG")));
        command.addAll(List.of(arguments));
        LabCommand done = LabCommand.run(command, input);
        if (done.code() != 0) {
            throw new Refused(String.join(" ", arguments) + ": " + done.output());
        }
        return done.output();
    }

    static void apply(Path file) {
        run("apply", "-f", file.toString());
    }

    static void delete(Path file) {
        run("delete", "-f", file.toString(), "--ignore-not-found");
    }
}
