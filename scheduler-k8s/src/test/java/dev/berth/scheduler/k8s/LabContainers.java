package dev.berth.scheduler.k8s;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What really runs on the lab's nodes, whatever Kubernetes says. */
final class LabContainers {
    private static final String NAMESPACE = "labels.\"io.kubernetes.pod.namespace\"==";
    private static final String MAIN = "labels.\"io.kubernetes.container.name\"==main";

    private LabContainers() {}

    /** Of the MAIN tasks of a namespace. */
    static List<String> running(String namespace) {
        List<String> running = new ArrayList<>();
        for (String node : List.of(Lab.value("NODES").split(","))) {
            String tasks = containerd(node, "tasks", "list");
            containerd(node, "containers", "list", "--quiet", NAMESPACE + namespace + "," + MAIN)
                    .lines()
                    .filter(container -> tasks.lines()
                            .anyMatch(task ->
                                    task.startsWith(container) && task.strip().endsWith("RUNNING")))
                    .forEach(running::add);
        }
        return running;
    }

    private static String containerd(String node, String... words) {
        String socket = Lab.value(node.toUpperCase(Locale.ROOT) + "_CONTAINERD");
        List<String> command = new ArrayList<>(List.of(Lab.value("CTR"), "--address", socket, "--namespace", "k8s.io"));
        command.addAll(List.of(words));
        LabCommand done = LabCommand.run(command, "");
        if (done.code() != 0) {
            throw new AssertionError(node + ": " + done.output());
        }
        return done.output();
    }
}
