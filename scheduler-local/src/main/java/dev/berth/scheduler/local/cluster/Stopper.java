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
    private final Set<LiveInstance> decided = new LinkedHashSet<>();
    private final Set<LiveInstance> queue = new LinkedHashSet<>();

    Stopper(Parts parts, Starter starter, Retention retention) {
        this.parts = parts;
        this.starter = starter;
        this.retention = retention;
    }

    /**
     * Stops one that has no place any more by what is stored already: whoever opens the state after a crash decides the
     * same again. So it is signalled without waiting until it is written down.
     */
    void stopAsStored(LiveInstance instance, String reason, String message) {
        stop(instance, reason, message, decided);
    }

    /** Stops one that was chosen: the choice is written down first. */
    void stop(LiveInstance instance, String reason, String message) {
        stop(instance, reason, message, queue);
    }

    private void stop(LiveInstance instance, String reason, String message, Set<LiveInstance> signalled) {
        if (instance.phase() == InstancePhase.STOPPING) {
            return;
        }
        if (instance.isGroup()
                ? isIdle(instance)
                : starter.withdraw(instance) || !instance.phase().mayRun()) {
            retention.gone(instance.row());
            parts.state().drop(instance);
            return;
        }
        instance.probes(null);
        parts.state().put(instance, instance.row().in(InstancePhase.STOPPING, new Note(reason, message)));
        if (!instance.isGroup()) {
            signalled.add(instance);
        }
    }

    private boolean isIdle(LiveInstance group) {
        group.members().forEach(this::withdraw);
        return group.members().stream().noneMatch(member -> member.phase().mayRun());
    }

    /** One that is queued to be started has no process yet, and is as before. */
    private void withdraw(LiveInstance instance) {
        if (starter.withdraw(instance)) {
            parts.state().put(instance, instance.row().in(InstancePhase.PENDING, Note.NONE));
        }
    }

    /** Ends one of several tasks, all of which are to end, when its turn has come. */
    void stopMember(LiveInstance member) {
        withdraw(member);
        member.letGo();
        if (member.phase().mayRun()) {
            parts.state().put(member, member.row().in(InstancePhase.STOPPING, Note.NONE));
            queue.add(member);
        } else {
            parts.state().put(member, member.row().in(InstancePhase.PENDING, Note.NONE));
        }
    }

    /** Signals one that is STOPPING, now that its process is known; or one that stays, whose process is to end for the next. */
    void signalLater(LiveInstance instance) {
        queue.add(instance);
    }

    boolean isEmpty() {
        return decided.isEmpty() && queue.isEmpty();
    }

    /** Whether all there is to signal are those whose stop needn't be written down first. */
    boolean onlyDecided() {
        return !decided.isEmpty() && queue.isEmpty();
    }

    /** Signals those whose stop needn't be written down first. */
    void flushDecided() {
        signal(decided);
    }

    /** Signals all that are queued. */
    void flush() {
        signal(queue);
    }

    /** In one go for each signal. One whose process isn't known yet, or whose node is lost, is signalled later. */
    private void signal(Set<LiveInstance> instances) {
        instances.removeIf(instance -> parts.roster().isLost(instance.whole().row()));
        Map<String, List<ProcessIdentity>> bySignal = new LinkedHashMap<>();
        for (LiveInstance instance : instances) {
            StopPolicy policy = instance.task().stop();
            instance.row().run().identity().ifPresent(identity -> {
                bySignal.computeIfAbsent(policy.signal(), signal -> new ArrayList<>())
                        .add(identity);
                instance.timer(parts.loop().after(policy.grace(), () -> kill(instance)));
            });
        }
        parts.awaited().add(instances);
        instances.clear();
        bySignal.forEach(parts.driver()::signalGroups);
    }

    /** Ends the whole group for sure; whatever left it is found when the main process has ended. */
    void kill(LiveInstance instance) {
        if (parts.roster().isLost(instance.whole().row())) {
            return;
        }
        instance.killed(true);
        instance.row().run().identity().ifPresent(identity -> parts.driver().signalGroups("KILL", List.of(identity)));
        instance.timer(parts.loop().after(KILL_AGAIN, () -> kill(instance)));
    }
}
