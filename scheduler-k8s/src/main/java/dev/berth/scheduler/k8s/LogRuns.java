package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.api.ContainerStatus;
import dev.berth.scheduler.k8s.api.ContainerStatus.Kind;
import dev.berth.scheduler.k8s.api.PodObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which runs of which containers were read: each is a log of its own. Not thread-safe. */
final class LogRuns {
    /** How each container was seen last, by pod and name. */
    private final Map<String, Map<String, Seen>> seen = new HashMap<>();

    private record Seen(int run, boolean running) {}

    /**
     * One log that is to be read.
     *
     * @param number how often its container was restarted before
     * @param previous whether it is that of the run before the present one
     * @param first whether none of this container was read before
     * @param running whether more may be printed
     */
    record LogRun(String container, int number, boolean previous, boolean first, boolean running) {}

    /** Those that are there and were not asked for before, oldest first; a kubelet keeps the last two of a container. */
    List<LogRun> of(PodObject pod) {
        List<LogRun> runs = new ArrayList<>();
        Map<String, Seen> known = seen.computeIfAbsent(pod.metadata().uid(), uid -> new HashMap<>());
        Stream.concat(pod.initContainers().stream(), pod.containers().stream()).forEach(container -> {
            Seen now = new Seen(present(container), container.state().kind() == Kind.RUNNING);
            int before = Optional.ofNullable(known.get(container.name()))
                    .map(Seen::run)
                    .orElse(-1);
            if (now.run > before) {
                boolean first = before < 0;
                if (now.run > before + 1) {
                    runs.add(new LogRun(container.name(), now.run - 1, true, first, false));
                }
                runs.add(new LogRun(container.name(), now.run, false, first, now.running));
            }
            if (now.run >= 0) {
                known.put(container.name(), now);
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

    /** The same run, as it is to be asked for now; empty when its log is kept no more. */
    Optional<LogRun> again(PodObject pod, LogRun run) {
        Seen now = seen.getOrDefault(pod.metadata().uid(), Map.of()).get(run.container());
        if (now == null || now.run > run.number() + 1) {
            return Optional.empty();
        }
        boolean previous = now.run > run.number();
        return Optional.of(new LogRun(run.container(), run.number(), previous, run.first(), !previous && now.running));
    }

    void forget(PodObject pod) {
        seen.remove(pod.metadata().uid());
    }
}
