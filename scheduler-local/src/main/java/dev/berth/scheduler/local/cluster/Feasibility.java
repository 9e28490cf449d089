package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.engine.PlacementResult;
import dev.berth.scheduler.local.cluster.RolloutRules.Copy;
import dev.berth.scheduler.local.cluster.RolloutRules.Standing;
import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.local.document.WorkloadObject;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.InstanceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plays a rollout through, on a copy of the nodes, with instances that all get ready and stop at once (rule UPD-5). What
 * gets stuck even so can never be carried out as things are.
 */
final class Feasibility {
    private final WorkloadId id;
    private final WorkloadObject wanted;
    private final Template template;
    private final Placer placer;
    private final List<Played> copies = new ArrayList<>();
    /** Where it belongs, if it has one instance on each node. */
    private Collection<String> nodes = List.of();

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

    /**
     * An instance that is played.
     *
     * @param node where it has to be, if it has one instance on each node
     */
    private record Played(Copy copy, Optional<String> node) {}

    /**
     * One step of either mode.
     *
     * @param create for each one the node where it has to be
     */
    private record Move(List<Optional<String>> create, Set<InstanceId> stop) {}

    /** Why not; empty when it can be. What is paused waits for better times. */
    Optional<Explanation> infeasible(WorkloadEntry entry) {
        entry.all().forEach(this::begin);
        if (wanted.paused()) {
            return Optional.empty();
        }
        nodes = wanted.global() ? placer.matching(id, template) : List.of();
        long placedBefore = placed();
        boolean moves = true;
        while (moves) {
            Move move = next();
            move.stop().forEach(this::stop);
            move.create().forEach(this::create);
            moves = placePending() || !move.create().isEmpty() || !move.stop().isEmpty();
        }
        boolean stuck = copies.stream().anyMatch(played -> !played.copy().current());
        boolean fewer = placed() < Math.min(wanted.global() ? nodes.size() : wanted.replicas(), placedBefore);
        return refused.filter(why -> stuck || fewer);
    }

    private Move next() {
        boolean exclusive = Rollouts.isExclusive(template);
        if (wanted.global()) {
            List<GlobalRules.Placed> there = copies.stream()
                    .map(played ->
                            new GlobalRules.Placed(played.copy(), played.node().orElseThrow()))
                    .toList();
            GlobalRules.Step step = GlobalRules.next(nodes, wanted.rollout(), exclusive, there);
            return new Move(
                    step.create().stream().map(Optional::of).toList(),
                    step.stop().keySet());
        }
        List<Copy> all = copies.stream().map(Played::copy).toList();
        RolloutRules.Step step = RolloutRules.next(wanted.replicas(), wanted.rollout(), exclusive, all);
        return new Move(
                Collections.nCopies(step.create(), Optional.empty()),
                step.stop().keySet());
    }

    private long placed() {
        return copies.stream()
                .filter(played -> played.copy().standing() == Standing.READY)
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
        Optional<String> node = wanted.global() ? row.place() : Optional.empty();
        if (node.isPresent() == wanted.global()) {
            copies.add(new Played(
                    new Copy(row.id(), current, standing, row.origin().sequence()), node));
        }
    }

    private void stop(InstanceId instance) {
        placer.forget(instance);
        copies.removeIf(played -> played.copy().id().equals(instance));
    }

    /** It is made in any case; whether it finds a node is seen next. */
    private void create(Optional<String> node) {
        made++;
        // No real uid has a dash.
        InstanceId next = new InstanceId(id, "simulated-" + made);
        copies.add(new Played(new Copy(next, true, Standing.PENDING, Long.MAX_VALUE), node));
    }

    private boolean placePending() {
        boolean any = false;
        for (Played played : List.copyOf(copies)) {
            Copy copy = played.copy();
            if (copy.current() && copy.standing() == Standing.PENDING) {
                PlacementResult result = place(played);
                refused = result.explanation().or(() -> refused);
                result.node().ifPresent(node -> {
                    placer.put(copy.id(), node.value(), template);
                    copies.remove(played);
                    copies.add(new Played(new Copy(copy.id(), true, Standing.READY, copy.sequence()), played.node()));
                });
                any |= result.node().isPresent();
            }
        }
        return any;
    }

    private PlacementResult place(Played played) {
        return played.node()
                .map(node -> placer.placeOn(node, id, template))
                .orElseGet(() -> placer.place(id, template));
    }
}
