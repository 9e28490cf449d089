package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.engine.PlacementResult;
import dev.berth.scheduler.local.cluster.RolloutRules.Copy;
import dev.berth.scheduler.local.cluster.RolloutRules.Standing;
import dev.berth.scheduler.local.cluster.RolloutRules.Step;
import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.local.document.WorkloadObject;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.InstanceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plays a rollout through, on a copy of the nodes, with instances that all get ready and stop at once (rule UPD-5). What
 * gets stuck even so can never be carried out as things are.
 */
final class Feasibility {
    private final WorkloadId id;
    private final WorkloadObject wanted;
    private final Template template;
    private final Placer placer;
    private final List<Copy> copies = new ArrayList<>();
    private Optional<Explanation> refused = Optional.empty();
    private long made;

    /**
     * A rollout of a workload to {@code wanted}.
     *
     * @param placer a copy, which this changes
     */
    Feasibility(WorkloadId id, WorkloadObject wanted, Template template, Placer placer) {
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
        long placedBefore = placed();
        boolean moves = true;
        while (moves) {
            Step step = RolloutRules.next(
                    wanted.replicas(), wanted.rollout(), Rollouts.isExclusive(template), List.copyOf(copies));
            step.stop().keySet().forEach(this::stop);
            for (int count = 0; count < step.create(); count++) {
                create();
            }
            moves = placePending() || step.create() > 0 || !step.stop().isEmpty();
        }
        boolean stuck = copies.stream().anyMatch(copy -> !copy.current());
        boolean fewer = placed() < Math.min(wanted.replicas(), placedBefore);
        return refused.filter(why -> stuck || fewer);
    }

    private long placed() {
        return copies.stream().filter(copy -> copy.standing() == Standing.READY).count();
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
        copies.add(new Copy(row.id(), current, standing, row.origin().sequence()));
    }

    private void stop(InstanceId instance) {
        placer.forget(instance);
        copies.removeIf(copy -> copy.id().equals(instance));
    }

    /** It is made in any case; whether it finds a node is seen next. */
    private void create() {
        made++;
        // No real uid has a dash.
        copies.add(new Copy(new InstanceId(id, "simulated-" + made), true, Standing.PENDING, Long.MAX_VALUE));
    }

    private boolean placePending() {
        boolean any = false;
        for (Copy copy : List.copyOf(copies)) {
            if (copy.current() && copy.standing() == Standing.PENDING) {
                PlacementResult result = placer.place(id, template);
                refused = result.explanation().or(() -> refused);
                result.node().ifPresent(node -> {
                    placer.put(copy.id(), node.value(), template);
                    copies.remove(copy);
                    copies.add(new Copy(copy.id(), true, Standing.READY, copy.sequence()));
                });
                any |= result.node().isPresent();
            }
        }
        return any;
    }
}
