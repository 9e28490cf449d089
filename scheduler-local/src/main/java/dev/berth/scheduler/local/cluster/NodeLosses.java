package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.cluster.InstanceRow.Note;
import dev.berth.scheduler.local.document.WorkloadObject;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Termination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What follows when a node can't be reached, and when it can again (rule NOD-3). What is there may run or not: it counts as
 * lost at once, and after a wait it is given up and replaced elsewhere. Given up, it is as if it were stopping, and is asked
 * to end when its node is back, so that one of two is left. A workload that has one on each node waits for the node.
 */
final class NodeLosses {
    /** How long a node is waited for when the workload doesn't say. */
    static final Duration WAIT = Duration.ofSeconds(30);

    private final Parts parts;
    private final Stopper stopper;
    private final Endings endings;
    private final BatchRuns batches;
    private final Adoption adoption;
    private final Runnable pass;
    private final Map<WorkloadId, Loop.Timer> timers = new HashMap<>();

    /**
     * Makes the part.
     *
     * @param pass asks for a pass of the loop
     */
    NodeLosses(Parts parts, Stopper stopper, Endings endings, BatchRuns batches, Adoption adoption, Runnable pass) {
        this.parts = parts;
        this.stopper = stopper;
        this.endings = endings;
        this.batches = batches;
        this.adoption = adoption;
        this.pass = pass;
    }

    /** A node can't be reached; told of it twice, the second time changes nothing. */
    void lost(String node) {
        if (parts.roster().find(node).isPresent()
                && parts.roster().lostSince(node).isEmpty()) {
            parts.roster().lost(node, parts.steady().now());
            on(node).forEach(this::lost);
        }
    }

    private List<LiveInstance> on(String node) {
        return parts.state().instances().stream()
                .filter(instance -> instance.row()
                        .site()
                        .filter(site -> site.node().equals(node))
                        .isPresent())
                .filter(instance -> !instance.phase().isEnded())
                .toList();
    }

    /** Nothing is asked of it any more; whatever is known of it is from before. */
    private void lost(LiveInstance instance) {
        instance.members().forEach(this::unknown);
        unknown(instance);
        InstanceRow row = instance.row();
        InstanceRow unknown = row.with(row.run().notReady());
        parts.state()
                .put(
                        instance,
                        row.phase() == InstancePhase.STOPPING
                                ? unknown
                                : unknown.in(
                                        row.phase(),
                                        new Note(
                                                Reason.NODE_LOST,
                                                "its node " + row.place().orElse("") + " can't be reached")));
        parts.state().touched(instance);
    }

    private void unknown(LiveInstance process) {
        process.probes(null);
        process.timer(null);
        parts.awaited().forget(process);
        parts.state().put(process, process.row().with(process.row().run().notReady()));
    }

    /** A node can be reached again; what still is as it was when it was lost goes on. */
    void found(String node) {
        if (parts.roster().lostSince(node).isPresent()) {
            parts.roster().found(node);
            List<LiveInstance> back = on(node);
            back.forEach(instance -> {
                parts.placer().update(instance);
                parts.state().touched(instance);
            });
            adoption.back(back);
        }
    }

    /** A node that was lost never returns: nothing runs there. */
    void gone(String node) {
        Termination end = Termination.unknown(
                "its node was lost and is there no more",
                Optional.of(parts.wall().instant()));
        on(node).stream()
                .flatMap(instance -> instance.processes().stream())
                .filter(process -> process.phase().mayRun() && !process.isEnding())
                .forEach(process -> endings.ended(process.processName(), end, true));
    }

    /** Gives up what has been lost for too long, and sees to it that the rest is looked at when its time comes. */
    void giveUp(WorkloadEntry entry, WorkloadObject object) {
        Optional.ofNullable(timers.remove(entry.id())).ifPresent(Loop.Timer::cancel);
        if (object.global()) {
            return;
        }
        Duration wait = object.nodeLossWait().orElse(WAIT);
        Instant now = parts.steady().now();
        List<Instant> later = new ArrayList<>();
        for (LiveInstance instance : List.copyOf(entry.all())) {
            Optional<Instant> due = parts.roster()
                    .lostSince(instance.row())
                    .filter(since -> isKept(instance))
                    .map(since -> since.plus(wait));
            due.filter(at -> !at.isAfter(now)).ifPresent(at -> giveUp(instance, wait));
            due.filter(at -> at.isAfter(now)).ifPresent(later::add);
        }
        later.stream().min(Comparator.naturalOrder()).ifPresent(at -> lookAgain(entry.id(), Duration.between(now, at)));
    }

    private static boolean isKept(LiveInstance instance) {
        return !instance.phase().isEnded() && !instance.row().isGivenUp() && !instance.isEnding();
    }

    private void lookAgain(WorkloadId id, Duration wait) {
        timers.put(id, parts.loop().after(wait, () -> {
            timers.remove(id);
            parts.state().due(id);
            pass.run();
        }));
    }

    /** Its ports are free for whoever replaces it: another machine has ports of its own. */
    private void giveUp(LiveInstance instance, Duration wait) {
        instance.processes().forEach(parts.awaited()::forget);
        InstanceRow row = instance.row();
        Note note = new Note(Reason.NODE_LOST, "its node was lost for " + RestartRules.text(wait));
        if (row.phase() == InstancePhase.STOPPING) {
            parts.state().put(instance, row.in(row.phase(), note));
        } else {
            if (row.phase().mayRun()) {
                batches.lost(instance);
            }
            stopper.stop(instance, note.reason(), note.message());
        }
        row.site()
                .filter(site -> instance.row().isGivenUp())
                .ifPresent(site ->
                        parts.state().put(instance, instance.row().at(new InstanceRow.Site(site.node(), Map.of()))));
    }
}
