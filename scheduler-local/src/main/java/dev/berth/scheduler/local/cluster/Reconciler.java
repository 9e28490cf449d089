package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.engine.PlacementResult;
import dev.berth.scheduler.local.cluster.InstanceRow.Note;
import dev.berth.scheduler.local.document.DocumentException;
import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.status.InstanceId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a workload's instances what its object asks for. Level-triggered: it looks at what is there, not at what happened,
 * and doing it again changes nothing.
 */
final class Reconciler {
    private final Parts parts;
    private final Stopper stopper;
    private final Endings endings;
    private final Groups groups;
    private final BatchRuns batches;
    private final Uids uids;
    private final Rollouts rollouts;
    private final NodeLosses losses;

    Reconciler(
            Parts parts,
            Stopper stopper,
            Endings endings,
            BatchRuns batches,
            Uids uids,
            Rollouts rollouts,
            NodeLosses losses) {
        this.parts = parts;
        this.stopper = stopper;
        this.endings = endings;
        this.groups = new Groups(parts, stopper, endings);
        this.batches = batches;
        this.uids = uids;
        this.rollouts = rollouts;
        this.losses = losses;
    }

    void reconcile(WorkloadEntry entry) {
        // First: what follows goes by how instances stand, and whatever it changes is looked at again.
        List.copyOf(entry.all()).forEach(groups::advance);
        if (entry.wanted().isPresent()) {
            ObjectRow object = entry.wanted().get();
            List.copyOf(entry.all()).forEach(instance -> stopMisplaced(instance, object));
            losses.giveUp(entry, object.content());
            batches.dropEarlier(entry, object);
            object.content()
                    .batch()
                    .ifPresentOrElse(
                            batch -> batches.keep(entry, object, batch, template(entry, object)),
                            () -> keep(entry, object));
            placeAll(entry);
            if (object.content().batch().isEmpty()) {
                rollouts.judge(entry, object.content());
            }
        } else {
            entry.moment(Optional.empty(), Optional.empty());
            parts.globals().forget(entry.id());
            List.copyOf(entry.all())
                    .forEach(instance ->
                            stopper.stopAsStored(instance, Reason.REMOVED, "its workload is being removed"));
            if (entry.all().isEmpty() && entry.object().isPresent()) {
                parts.state().dropObject(entry);
            }
        }
        parts.state().dropUnusedTemplates(entry);
    }

    private void keep(WorkloadEntry entry, ObjectRow object) {
        Template template = template(entry, object);
        if (object.content().global()) {
            keepOnEach(entry, object, template);
            return;
        }
        RolloutRules.Step step = rollouts.step(entry, object.content(), template);
        step.stop().forEach((id, reason) -> stop(id, reason, object));
        Rollouts.Origin origin = Rollouts.origin(entry, object.content(), template);
        for (int made = 0; made < step.create(); made++) {
            create(entry, object, origin, Optional.empty());
        }
    }

    private void keepOnEach(WorkloadEntry entry, ObjectRow object, Template template) {
        GlobalRules.Step step = rollouts.stepOnEach(entry, object.content(), template);
        step.stop().forEach((id, reason) -> stop(id, reason, object));
        Rollouts.Origin origin = Rollouts.origin(entry, object.content(), template);
        step.create().forEach(node -> create(entry, object, origin, Optional.of(node)));
    }

    private void placeAll(WorkloadEntry entry) {
        entry.all().stream()
                .filter(instance -> instance.phase() == InstancePhase.PENDING)
                .sorted(Comparator.comparing(instance -> instance.row().origin().sequence()))
                .toList()
                .forEach(this::place);
    }

    /** Instances of an earlier life, or of a node that is no longer configured, have no place in a rollout. */
    private void stopMisplaced(LiveInstance instance, ObjectRow object) {
        if (!instance.row()
                .origin()
                .incarnation()
                .equals(object.content().version().incarnation())) {
            stopper.stopAsStored(instance, Reason.REMOVED, "its workload was removed and made anew");
        } else if (instance.row()
                .site()
                .filter(site -> parts.roster().find(site.node()).isEmpty())
                .isPresent()) {
            stopper.stopAsStored(instance, Reason.NODE_GONE, "its node is there no more");
        }
    }

    private void stop(InstanceId id, String reason, ObjectRow object) {
        boolean replaced = reason.equals(Reason.REPLACED);
        String message = message(reason, object);
        parts.state().find(id).ifPresent(instance -> {
            if (replaced
                    && !object.content().global()
                    && parts.state().cordons().isDraining(instance.row())) {
                stopper.stop(instance, Reason.DRAINED, "its node is being emptied");
            } else {
                stopper.stop(instance, reason, message);
            }
        });
    }

    private static String message(String reason, ObjectRow object) {
        if (reason.equals(Reason.NOT_MATCHING)) {
            return "its node is none of those that it belongs on";
        }
        if (reason.equals(Reason.REPLACED)) {
            return "replaced by an instance of another revision";
        }
        return object.content().global()
                ? "another is on its node"
                : "scaled to " + object.content().replicas();
    }

    /** An object is only stored when its template can be read. */
    private Template template(WorkloadEntry entry, ObjectRow object) {
        try {
            return parts.state().template(entry, object);
        } catch (DocumentException e) {
            throw new IllegalStateException("the stored object of " + entry.id() + " can't be read", e);
        }
    }

    private void create(WorkloadEntry entry, ObjectRow object, Rollouts.Origin made, Optional<String> node) {
        InstanceId id = uids.next(entry.id());
        InstanceRow.Origin origin = new InstanceRow.Origin(
                object.content().version().incarnation(),
                made.revision(),
                entry.lowestFreeIndex(),
                parts.state().nextSequence(),
                Optional.empty(),
                node);
        parts.state().add(new LiveInstance(InstanceRow.pending(id, origin), made.template()));
    }

    private PlacementResult placement(LiveInstance instance) {
        InstanceRow row = instance.row();
        return row.origin()
                .node()
                .map(node -> parts.placer().placeOn(node, row.id().workload(), instance.template()))
                .orElseGet(() -> parts.placer().place(row.id().workload(), instance.template()));
    }

    private void place(LiveInstance instance) {
        PlacementResult result = placement(instance);
        instance.explanation(result.explanation());
        result.explanation()
                .ifPresent(why -> parts.state()
                        .put(
                                instance,
                                instance.row()
                                        .in(InstancePhase.PENDING, new Note(Reason.UNPLACEABLE, why.sentence()))));
        result.node().ifPresent(node -> {
            InstanceRow.Site site = new InstanceRow.Site(node.value(), Map.of());
            parts.state().put(instance, instance.row().at(site).in(InstancePhase.STARTING, Note.NONE));
            endings.start(instance);
        });
    }
}
