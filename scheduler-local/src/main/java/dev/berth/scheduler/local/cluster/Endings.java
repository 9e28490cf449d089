package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.cluster.InstanceRow.Note;
import dev.berth.scheduler.local.process.ProcessIdentity;
import dev.berth.scheduler.local.process.ProcessName;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Termination;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows when a process ends, or could not start. */
final class Endings {
    private static final Logger LOGGER = LoggerFactory.getLogger(Endings.class);
    private static final Duration FIRST_LOOK = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final String LEFT = "it left processes behind, which were ended";

    private final Parts parts;
    private final Starter starter;
    private final Retention retention;
    private final Runnable pass;
    private final Map<LiveInstance, Termination> ended = new LinkedHashMap<>();

    /**
     * Makes the part.
     *
     * @param pass asks for a pass of the loop
     */
    Endings(Parts parts, Starter starter, Retention retention, Runnable pass) {
        this.parts = parts;
        this.starter = starter;
        this.retention = retention;
        this.pass = pass;
    }

    /** The instance whose process bears this name now; a notice of an earlier process is of no interest. */
    Optional<LiveInstance> find(ProcessName name) {
        String[] words = name.instance().split("\\.", -1);
        if (words.length != 3) {
            return Optional.empty();
        }
        InstanceId id = InstanceId.parse(words[0] + "/" + words[1] + "/" + words[2]);
        return parts.state()
                .find(id)
                .filter(instance -> instance.phase().mayRun())
                .filter(instance -> instance.row().run().attempt() == name.attempt());
    }

    /** A process could not be started. */
    void notStarted(ProcessName name, Termination end) {
        find(name).ifPresent(instance -> concluded(instance, end, Reason.CANNOT_START));
    }

    /** A process has ended. Told of it twice, the second time changes nothing. */
    void ended(ProcessName name, Termination end) {
        Optional<LiveInstance> found = find(name);
        if (found.isEmpty()) {
            retention.ended(name);
        } else if (!found.get().isSwept()) {
            found.get().probes(null);
            ended.put(found.get(), end);
        }
    }

    /** A launch of an earlier JVM came to nothing: it is made anew, unless the instance was to stop anyway. */
    void withdrawn(LiveInstance instance) {
        retention.withdrawn(instance.row().processName());
        if (instance.phase() == InstancePhase.STOPPING) {
            concluded(instance, Termination.notStarted("it was to stop before it started", Optional.empty()), "");
        } else {
            start(instance);
        }
    }

    /** Goes on with all that ended since the last time: what they left behind is looked for once for all of them. */
    void settle() {
        if (ended.isEmpty()) {
            return;
        }
        Map<LiveInstance, Termination> settled = new LinkedHashMap<>(ended);
        ended.clear();
        Map<String, List<ProcessIdentity>> left = leftovers(settled.keySet());
        settled.forEach((instance, end) -> {
            List<ProcessIdentity> others = left.getOrDefault(instance.row().id().toString(), List.of());
            if (others.isEmpty()) {
                concluded(instance, end, end.kind() == Termination.Kind.NOT_STARTED ? Reason.CANNOT_START : "");
            } else {
                sweep(instance, end, others);
            }
        });
    }

    private Map<String, List<ProcessIdentity>> leftovers(Collection<LiveInstance> instances) {
        Map<String, ProcessIdentity> mains = new HashMap<>();
        instances.forEach(instance -> instance.row()
                .run()
                .identity()
                .ifPresent(identity -> mains.put(instance.row().id().toString(), identity)));
        try {
            return mains.isEmpty() ? Map.of() : parts.driver().leftovers(mains);
        } catch (IOException e) {
            LOGGER.warn("what ended processes left behind can't be looked for: {}", e.toString());
            return Map.of();
        }
    }

    /** Others of it live: when it was to stop they have what is left of the grace, else they are killed. */
    private void sweep(LiveInstance instance, Termination end, List<ProcessIdentity> others) {
        boolean stopping = instance.phase() == InstancePhase.STOPPING;
        if (!stopping) {
            InstanceRow row = instance.row();
            parts.state()
                    .put(
                            instance,
                            row.with(row.run().ready(false)).in(row.phase(), new Note(Reason.LEFT_PROCESSES, LEFT)));
        }
        if (!stopping || instance.killed()) {
            parts.driver().kill(others);
        }
        lookAgain(instance, end, FIRST_LOOK);
    }

    private void lookAgain(LiveInstance instance, Termination end, Duration pause) {
        instance.sweep(parts.loop().after(pause, () -> {
            List<ProcessIdentity> others = leftovers(List.of(instance))
                    .getOrDefault(instance.row().id().toString(), List.of());
            if (others.isEmpty()) {
                concluded(instance, Terminations.withMessage(end, LEFT), Reason.LEFT_PROCESSES);
                pass.run();
                return;
            }
            if (instance.killed() || instance.phase() != InstancePhase.STOPPING) {
                parts.driver().kill(others);
            }
            Duration longer = pause.multipliedBy(2);
            lookAgain(instance, end, longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer);
        }));
    }

    /** No process of it is left. */
    private void concluded(LiveInstance instance, Termination end, String reason) {
        instance.timer(null);
        instance.sweep(null);
        instance.probes(null);
        retention.ended(instance.row().processName());
        parts.state()
                .put(
                        instance,
                        instance.row().ended(end).with(instance.row().run().ready(false)));
        if (instance.phase() == InstancePhase.STOPPING) {
            gone(instance);
        } else {
            decide(instance, end, reason);
        }
    }

    private void gone(LiveInstance instance) {
        retention.ended(instance.row().processName());
        retention.gone(instance.row());
        parts.state().drop(instance);
    }

    private void decide(LiveInstance instance, Termination end, String reason) {
        RestartPolicy policy = parts.state()
                .find(instance.row().id().workload())
                .flatMap(WorkloadEntry::object)
                .map(object -> object.content().restart())
                .orElse(RestartPolicy.DEFAULT);
        Duration ran = Duration.ofNanos(parts.loop().nanoTime() - instance.startedNanos());
        RestartRules.Decision decision = RestartRules.decide(
                policy,
                instance.row().restarts(),
                end,
                reason,
                ran,
                parts.steady().now());
        instance.killed(false);
        parts.state()
                .put(
                        instance,
                        instance.row().in(decision.phase(), decision.note()).with(decision.restarts()));
        if (decision.phase() == InstancePhase.WAITING) {
            startAfter(instance, decision.pause());
        }
    }

    /** Starts a WAITING instance again when the pause is over. */
    void startAfter(LiveInstance instance, Duration pause) {
        instance.timer(parts.loop().after(pause, () -> {
            start(instance);
            pass.run();
        }));
    }

    /** Starts an instance that has a node, or treats it as one that could not start. */
    void start(LiveInstance instance) {
        instance.startedNanos(parts.loop().nanoTime());
        starter.want(instance)
                .ifPresent(taken -> decide(
                        instance,
                        Termination.notStarted(taken, Optional.of(parts.wall().instant())),
                        Reason.PORT_TAKEN));
        parts.state().touched(instance);
    }
}
