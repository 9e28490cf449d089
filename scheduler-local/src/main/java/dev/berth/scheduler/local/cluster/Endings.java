package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.cluster.InstanceRow.Note;
import dev.berth.scheduler.local.process.ProcessIdentity;
import dev.berth.scheduler.local.process.ProcessName;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Termination;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What follows when a process ends, or could not start. */
final class Endings {
    private static final Duration FIRST_LOOK = Duration.ofMillis(10);
    private static final Duration LONGEST_HOLD = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final String LEFT = "it left processes behind, which were ended";

    private final Parts parts;
    private final Starter starter;
    private final Retention retention;
    private final BatchRuns batches;
    private final Runnable pass;
    private final Map<LiveInstance, Termination> ended = new LinkedHashMap<>();
    private final Map<LiveInstance, Termination> endedAlone = new LinkedHashMap<>();
    private boolean looking;
    private boolean waking;
    private long firstEndedNanos;

    /**
     * Makes the part.
     *
     * @param pass asks for a pass of the loop
     */
    Endings(Parts parts, Starter starter, Retention retention, BatchRuns batches, Runnable pass) {
        this.parts = parts;
        this.starter = starter;
        this.retention = retention;
        this.batches = batches;
        this.pass = pass;
    }

    /** The instance whose process bears this name now; a notice of an earlier process is of no interest. */
    Optional<LiveInstance> find(ProcessName name) {
        String[] words = name.instance().split("\\.", -1);
        if (words.length < 3) {
            return Optional.empty();
        }
        InstanceId id = InstanceId.parse(words[0] + "/" + words[1] + "/" + words[2]);
        return parts.state().find(id).stream()
                .flatMap(instance -> instance.processes().stream())
                .filter(instance -> instance.logName().equals(name.instance()))
                .findFirst()
                .filter(instance -> instance.phase().mayRun())
                .filter(instance -> instance.row().run().attempt() == name.attempt());
    }

    /** A process could not be started. */
    void notStarted(ProcessName name, Termination end) {
        find(name).ifPresent(instance -> concluded(instance, end, Reason.CANNOT_START));
    }

    /**
     * A process has ended. Told of it twice, the second time changes nothing.
     *
     * @param alone whether it is known that it left nothing behind: then nothing has to be looked for
     */
    void ended(ProcessName name, Termination end, boolean alone) {
        Optional<LiveInstance> found = find(name);
        if (found.isEmpty()) {
            retention.ended(name);
        } else if (!found.get().isEnding()) {
            found.get().ending(true);
            found.get().probes(null);
            if (alone) {
                endedAlone.put(found.get(), end);
                return;
            }
            if (ended.isEmpty()) {
                firstEndedNanos = parts.loop().nanoTime();
            }
            ended.put(found.get(), end);
        }
    }

    /** A launch of an earlier JVM came to nothing: it is made anew, unless the instance was to stop anyway. */
    void withdrawn(LiveInstance instance) {
        retention.withdrawn(instance.processName());
        if (instance.phase() == InstancePhase.STOPPING) {
            concluded(instance, Termination.notStarted("it was to stop before it started", Optional.empty()), "");
        } else {
            start(instance);
        }
    }

    /**
     * Goes on with all that ended since the last time. What they left behind is looked for once for all of them, and on
     * another thread: a look takes as long as the stop of a hundred processes. What ends meanwhile is for the next one.
     */
    void settle() {
        Map<LiveInstance, Termination> alone = new LinkedHashMap<>(endedAlone);
        endedAlone.clear();
        alone.forEach((instance, end) -> concluded(instance, end, reason(end)));
        if (ended.isEmpty() || looking || isHeldBack()) {
            return;
        }
        Map<LiveInstance, Termination> settled = new LinkedHashMap<>(ended);
        ended.clear();
        settled.keySet().removeIf(instance -> concludedUnlessItRan(instance, settled.get(instance)));
        if (!settled.isEmpty()) {
            looking = true;
            leftovers(settled.keySet(), left -> {
                looking = false;
                settled.forEach((instance, end) -> looked(instance, end, left));
                pass.run();
            });
        }
    }

    /** More are about to end: one look is to do for them all, if they don't take too long. */
    private boolean isHeldBack() {
        long held = parts.loop().nanoTime() - firstEndedNanos;
        boolean back = !parts.awaited().isEmpty() && held < LONGEST_HOLD.toNanos();
        if (back && !waking) {
            waking = true;
            parts.loop().after(LONGEST_HOLD.minusNanos(held), () -> {
                waking = false;
                pass.run();
            });
        }
        return back;
    }

    private boolean concludedUnlessItRan(LiveInstance instance, @Nullable Termination end) {
        boolean neverRan = instance.row().run().identity().isEmpty();
        if (neverRan && end != null) {
            concluded(instance, end, reason(end));
        }
        return neverRan;
    }

    private static String reason(Termination end) {
        return end.kind() == Termination.Kind.NOT_STARTED ? Reason.CANNOT_START : "";
    }

    private void looked(LiveInstance instance, Termination end, Map<String, List<ProcessIdentity>> left) {
        List<ProcessIdentity> others = left.getOrDefault(instance.mark(), List.of());
        if (others.isEmpty()) {
            concluded(instance, end, reason(end));
        } else {
            sweep(instance, end, others);
        }
    }

    private void leftovers(Collection<LiveInstance> instances, Consumer<Map<String, List<ProcessIdentity>>> told) {
        Map<String, ProcessIdentity> mains = new HashMap<>();
        instances.forEach(instance ->
                instance.row().run().identity().ifPresent(identity -> mains.put(instance.mark(), identity)));
        parts.driver().leftovers(mains, left -> parts.loop().offer(() -> told.accept(left)));
    }

    /** Others of it live: when it was to stop they have what is left of the grace, else they are killed. */
    private void sweep(LiveInstance instance, Termination end, List<ProcessIdentity> others) {
        boolean stopping = instance.phase() == InstancePhase.STOPPING;
        if (!stopping) {
            InstanceRow row = instance.row();
            boolean told = row.isDead() || row.note().reason().equals(Reason.DEADLINE_EXCEEDED);
            Note note = told ? row.note() : new Note(Reason.LEFT_PROCESSES, LEFT);
            parts.state().put(instance, row.with(row.run().notReady()).in(row.phase(), note));
        }
        if (!stopping || instance.killed()) {
            parts.driver().kill(others);
        }
        lookAgain(instance, end, FIRST_LOOK);
    }

    private void lookAgain(LiveInstance instance, Termination end, Duration pause) {
        instance.sweep(parts.loop()
                .after(pause, () -> leftovers(List.of(instance), left -> lookedAgain(instance, end, pause, left))));
    }

    private void lookedAgain(
            LiveInstance instance, Termination end, Duration pause, Map<String, List<ProcessIdentity>> left) {
        List<ProcessIdentity> others = left.getOrDefault(instance.mark(), List.of());
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
    }

    /** No process of it is left. */
    private void concluded(LiveInstance instance, Termination end, String reason) {
        parts.awaited().forget(instance);
        instance.timer(null);
        instance.sweep(null);
        instance.ending(false);
        instance.probes(null);
        retention.ended(instance.processName());
        parts.state()
                .put(
                        instance,
                        instance.row().ended(end).with(instance.row().run().notReady()));
        if (instance.phase() == InstancePhase.STOPPING) {
            stopped(instance, end);
        } else if (instance.row().isDead()) {
            String message = instance.row().note().message();
            decide(instance, Terminations.withMessage(end, message), Reason.LIVENESS);
        } else {
            decide(instance, end, reason);
        }
    }

    private void stopped(LiveInstance instance, Termination end) {
        if (instance.task().role() == Task.Role.MAIN && instance.whole().phase() == InstancePhase.STOPPING) {
            batches.stopped(instance.whole(), end);
        }
        instance.killed(false);
        if (instance.isMember()) {
            parts.state().put(instance, instance.row().in(InstancePhase.PENDING, Note.NONE));
        } else {
            gone(instance);
        }
    }

    /** An instance that was to go has no process any more. */
    void gone(LiveInstance instance) {
        retention.gone(instance.row());
        parts.state().drop(instance);
    }

    private void decide(LiveInstance instance, Termination end, String reason) {
        Duration ran = Duration.ofNanos(parts.loop().nanoTime() - instance.startedNanos());
        RestartRules.Decision decision = decision(instance, end, reason, ran);
        instance.killed(false);
        parts.state()
                .put(
                        instance,
                        instance.row().in(decision.phase(), decision.note()).with(decision.restarts()));
        if (decision.phase() == InstancePhase.WAITING) {
            startAfter(instance, decision.pause());
        }
    }

    /** A SIDECAR of a batch has no policy, and is there for as long as MAIN is. */
    private RestartRules.Decision decision(LiveInstance instance, Termination end, String reason, Duration ran) {
        InstanceRow row = instance.row();
        boolean late = row.note().reason().equals(Reason.DEADLINE_EXCEEDED);
        return switch (instance.task().role()) {
            case MAIN -> counted(instance, end, reason, ran);
            case INIT ->
                BatchRules.isWell(end) && !late
                        ? new RestartRules.Decision(
                                InstancePhase.COMPLETED,
                                Duration.ZERO,
                                row.restarts(),
                                new Note(reason, end.sentence()))
                        : counted(instance, end, reason, ran);
            case SIDECAR -> restarts(instance, end, reason, ran);
        };
    }

    private RestartRules.Decision counted(LiveInstance instance, Termination end, String reason, Duration ran) {
        return batches.ended(instance, end, reason, ran).orElseGet(() -> restarts(instance, end, reason, ran));
    }

    private RestartRules.Decision restarts(LiveInstance instance, Termination end, String reason, Duration ran) {
        RestartPolicy policy = parts.state()
                .find(instance.row().id().workload())
                .flatMap(WorkloadEntry::object)
                .map(object -> object.content().restart())
                .orElse(RestartPolicy.DEFAULT);
        return RestartRules.decide(
                policy,
                instance.row().restarts(),
                end,
                reason,
                ran,
                parts.steady().now());
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
