package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.engine.PlacementResult;
import dev.berth.scheduler.local.cluster.InstanceRow.Note;
import dev.berth.scheduler.local.cluster.RolloutRules.Copy;
import dev.berth.scheduler.local.cluster.RolloutRules.Standing;
import dev.berth.scheduler.local.document.DocumentException;
import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.status.InstanceId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Makes a workload's instances what its object asks for. Level-triggered: it looks at what is there, not at what happened,
 * and doing it again changes nothing.
 */
final class Reconciler {
    private final Parts parts;
    private final Stopper stopper;
    private final Endings endings;
    private final Uids uids;

    Reconciler(Parts parts, Stopper stopper, Endings endings, Uids uids) {
        this.parts = parts;
        this.stopper = stopper;
        this.endings = endings;
        this.uids = uids;
    }

    void reconcile(WorkloadEntry entry) {
        if (entry.wanted().isPresent()) {
            keep(entry, entry.wanted().get());
        } else {
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
        for (LiveInstance instance : List.copyOf(entry.all())) {
            stopMisplaced(instance, object);
        }
        Template template = template(entry, object);
        boolean exclusive = template.task().ports().stream().anyMatch(port -> port.reach() == Port.Reach.FIXED);
        RolloutRules.Step step = RolloutRules.next(
                object.content().replicas(),
                object.content().rollout(),
                exclusive,
                entry.all().stream().map(instance -> copy(instance, object)).toList());
        step.stop().forEach((id, reason) -> stop(id, reason, object));
        for (int made = 0; made < step.create(); made++) {
            create(entry, object, template);
        }
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
                .filter(site -> parts.settings().node(site.node()).isEmpty())
                .isPresent()) {
            stopper.stopAsStored(instance, Reason.NODE_GONE, "its node is no longer configured");
        }
    }

    private void stop(InstanceId id, String reason, ObjectRow object) {
        String message = reason.equals(Reason.REPLACED)
                ? "replaced by revision " + object.content().revision()
                : "scaled to " + object.content().replicas();
        parts.state().find(id).ifPresent(instance -> stopper.stop(instance, reason, message));
    }

    private static Copy copy(LiveInstance instance, ObjectRow object) {
        InstanceRow row = instance.row();
        boolean current = row.origin().revision() == object.content().revision()
                && row.origin().incarnation().equals(object.content().version().incarnation());
        return new Copy(row.id(), current, standing(instance), row.origin().sequence());
    }

    private static Standing standing(LiveInstance instance) {
        return switch (instance.phase()) {
            case STOPPING -> Standing.STOPPING;
            case COMPLETED, FAILED -> Standing.ENDED;
            case PENDING -> Standing.PENDING;
            case STARTING, WAITING -> Standing.NOT_READY;
            case RUNNING -> instance.isReady() ? Standing.READY : Standing.NOT_READY;
        };
    }

    /** An object is only stored when its template can be read. */
    private Template template(WorkloadEntry entry, ObjectRow object) {
        try {
            return parts.state().template(entry, object);
        } catch (DocumentException e) {
            throw new IllegalStateException("the stored object of " + entry.id() + " can't be read", e);
        }
    }

    private void create(WorkloadEntry entry, ObjectRow object, Template template) {
        InstanceId id = uids.next(entry.id());
        InstanceRow.Origin origin = new InstanceRow.Origin(
                object.content().version().incarnation(),
                object.content().revision(),
                entry.lowestFreeIndex(),
                parts.state().nextSequence());
        parts.state().add(new LiveInstance(InstanceRow.pending(id, origin), template));
    }

    private void place(LiveInstance instance) {
        PlacementResult result = parts.placer().place(instance.row().id().workload(), instance.template());
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
