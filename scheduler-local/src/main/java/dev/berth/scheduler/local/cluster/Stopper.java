package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.cluster.InstanceRow.Note;
import dev.berth.scheduler.local.process.ProcessIdentity;
import dev.berth.scheduler.spec.StopPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ends instances: the signal, the grace, the kill of the whole group (rule GRP-2). */
final class Stopper {
    /** A process that even KILL doesn't end waits for its disk: it is asked again, and stays visible. */
    private static final Duration KILL_AGAIN = Duration.ofSeconds(10);

    private final Parts parts;
    private final Starter starter;
    private final Retention retention;
    private final Set<LiveInstance> queue = new LinkedHashSet<>();

    Stopper(Parts parts, Starter starter, Retention retention) {
        this.parts = parts;
        this.starter = starter;
        this.retention = retention;
    }

    void stop(LiveInstance instance, String reason, String message) {
        if (instance.phase() == InstancePhase.STOPPING) {
            return;
        }
        if (starter.withdraw(instance.row().id()) || !instance.phase().mayRun()) {
            retention.gone(instance.row());
            parts.state().drop(instance);
            return;
        }
        instance.probes(null);
        parts.state().put(instance, instance.row().in(InstancePhase.STOPPING, new Note(reason, message)));
        queue.add(instance);
    }

    /** Signals one that is STOPPING, now that its process is known. */
    void signalLater(LiveInstance instance) {
        queue.add(instance);
    }

    /** Signals all that are queued, in one go for each signal. One whose process isn't known yet is signalled later. */
    void flush() {
        Map<String, List<ProcessIdentity>> bySignal = new LinkedHashMap<>();
        for (LiveInstance instance : queue) {
            StopPolicy policy = instance.template().task().stop();
            instance.row().run().identity().ifPresent(identity -> {
                bySignal.computeIfAbsent(policy.signal(), signal -> new ArrayList<>())
                        .add(identity);
                instance.timer(parts.loop().after(policy.grace(), () -> kill(instance)));
            });
        }
        queue.clear();
        bySignal.forEach(parts.driver()::signalGroups);
    }

    /** Ends the whole group for sure; whatever left it is found when the main process has ended. */
    void kill(LiveInstance instance) {
        instance.killed(true);
        instance.row().run().identity().ifPresent(identity -> parts.driver().signalGroups("KILL", List.of(identity)));
        instance.timer(parts.loop().after(KILL_AGAIN, () -> kill(instance)));
    }
}
