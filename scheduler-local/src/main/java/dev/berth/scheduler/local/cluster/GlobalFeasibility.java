package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.engine.PlacementResult;
import dev.berth.scheduler.local.cluster.GlobalRules.Placed;
import dev.berth.scheduler.local.cluster.RolloutRules.Copy;
import dev.berth.scheduler.local.cluster.RolloutRules.Standing;
import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.local.document.WorkloadObject;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.InstanceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Plays a rollout through like {@link Feasibility}, of a workload that has one instance on each node. */
final class GlobalFeasibility {
    private final WorkloadId id;
    private final WorkloadObject wanted;
    private final Template template;
    private final Placer placer;
    private final List<Placed> copies = new ArrayList<>();
    private Optional<Explanation> refused = Optional.empty();
    private long made;

    /**
     * A rollout of a workload to {@code wanted}.
     *
     * @param placer a copy, which this changes
     */
    GlobalFeasibility(WorkloadId id, WorkloadObject wanted, Template template, Placer placer) {
        this.id = id;
        this.wanted = wanted;
        this.template = template;
        this.placer = placer;
    }

    /** Why not; empty when it can be. What is paused waits for better times. */
    Optional<Explanation> infeasible(WorkloadEntry entry) {
        entry.all().forEach(this::begin);
        if (wanted.paused()) {
            return Optional.empty();
        }
        Collection<String> nodes = placer.matching(id, template);
        long placedBefore = placed();
        boolean moves = true;
        while (moves) {
            GlobalRules.Step step =
                    GlobalRules.next(nodes, wanted.rollout(), Rollouts.isExclusive(template), List.copyOf(copies));
            step.stop().keySet().forEach(this::stop);
            step.create().forEach(this::create);
            moves = placePending() || !step.create().isEmpty() || !step.stop().isEmpty();
        }
        boolean stuck = copies.stream().anyMatch(placed -> !placed.copy().current());
        boolean fewer = placed() < Math.min(nodes.size(), placedBefore);
        return refused.filter(why -> stuck || fewer);
    }

    private long placed() {
        return copies.stream()
                .filter(placed -> placed.copy().standing() == Standing.READY)
                .count();
    }

    /** What is on its way out is gone soon. */
    private void begin(LiveInstance instance) {
        InstanceRow row = instance.row();
        boolean ofThisLife = row.origin().incarnation().equals(wanted.version().incarnation());
        if (!ofThisLife || instance.phase() == InstancePhase.STOPPING) {
            placer.forget(row.id());
            return;
        }
        Standing standing = switch (Rollouts.standing(instance)) {
            case STOPPING, ENDED -> Standing.ENDED;
            case PENDING -> Standing.PENDING;
            case NOT_READY, FRESH, READY -> Standing.READY;
        };
        boolean current = row.origin().revision() == wanted.revision();
        row.place()
                .ifPresent(node -> copies.add(new Placed(
                        new Copy(row.id(), current, standing, row.origin().sequence()), node)));
    }

    private void stop(InstanceId instance) {
        placer.forget(instance);
        copies.removeIf(placed -> placed.copy().id().equals(instance));
    }

    private void create(String node) {
        made++;
        // No real uid has a dash.
        InstanceId next = new InstanceId(id, "simulated-" + made);
        copies.add(new Placed(new Copy(next, true, Standing.PENDING, Long.MAX_VALUE), node));
    }

    private boolean placePending() {
        boolean any = false;
        for (Placed placed : List.copyOf(copies)) {
            Copy copy = placed.copy();
            if (copy.current() && copy.standing() == Standing.PENDING) {
                PlacementResult result = placer.placeOn(placed.node(), id, template);
                refused = result.explanation().or(() -> refused);
                if (result.node().isPresent()) {
                    placer.put(copy.id(), placed.node(), template);
                    copies.remove(placed);
                    copies.add(new Placed(new Copy(copy.id(), true, Standing.READY, copy.sequence()), placed.node()));
                    any = true;
                }
            }
        }
        return any;
    }
}
