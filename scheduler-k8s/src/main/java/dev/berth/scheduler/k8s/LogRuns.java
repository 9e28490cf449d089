package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.api.ContainerStatus;
import dev.berth.scheduler.k8s.api.ContainerStatus.Kind;
import dev.berth.scheduler.k8s.api.PodObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which runs of which containers were read: each is a log of its own. Not thread-safe. */
final class LogRuns {
    /** How often a container had been restarted when its log was opened last, by pod and name. */
    private final Map<String, Map<String, Integer>> opened = new HashMap<>();

    /**
     * One log that is yet to be read.
     *
     * @param previous whether it is that of the run before the present one
     * @param first whether none of this container was read before
     */
    record LogRun(String container, boolean previous, boolean first) {}

    /** Those that are there and were not asked for before, oldest first; a kubelet keeps the last two of a container. */
    List<LogRun> of(PodObject pod) {
        List<LogRun> runs = new ArrayList<>();
        Map<String, Integer> known = opened.computeIfAbsent(pod.metadata().uid(), uid -> new HashMap<>());
        Stream.concat(pod.initContainers().stream(), pod.containers().stream()).forEach(container -> {
            int run = present(container);
            int before = known.getOrDefault(container.name(), -1);
            if (run > before) {
                if (run > before + 1) {
                    runs.add(new LogRun(container.name(), true, before < 0));
                }
                runs.add(new LogRun(container.name(), false, before < 0));
                known.put(container.name(), run);
            }
        });
        return runs;
    }

    /** The number of the run whose log is the present one; -1 before the first. One that waits hasn't begun its next. */
    private static int present(ContainerStatus container) {
        boolean begun =
                container.state().kind() == Kind.RUNNING || container.state().kind() == Kind.TERMINATED;
        return begun || container.last().kind() == Kind.TERMINATED ? container.restarts() : -1;
    }

    void forget(PodObject pod) {
        opened.remove(pod.metadata().uid());
    }
}
