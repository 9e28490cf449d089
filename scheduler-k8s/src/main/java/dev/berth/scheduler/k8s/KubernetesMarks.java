package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.render.BudgetForm;
import dev.berth.scheduler.k8s.render.Labels;
import dev.berth.scheduler.k8s.render.Marks;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.spi.RunInput;
import dev.berth.scheduler.status.Version;
import java.util.Map;
import java.util.TreeMap;

/** The labels and annotations that a rendering bears, in the words of {@link KubernetesLabels}. Pure. */
final class KubernetesMarks {
    private KubernetesMarks() {}

    /** Of a workload's own object and of its Service: another value of these replaces nothing. */
    static Marks of(RenderInput input) {
        WorkloadSpec spec = input.spec();
        Map<String, String> labels = KubernetesLabels.ownership(input.owner(), spec.id());
        spec.labels().forEach((key, value) -> labels.put(Labels.users(Labels.USER_LABELS, key), value));
        Map<String, String> annotations = versioned(spec, input.version(), input.revision());
        spec.annotations().forEach((key, value) -> annotations.put(Labels.users(Labels.USER_ANNOTATIONS, key), value));
        spec.rollout()
                .progressDeadline()
                .ifPresent(deadline -> annotations.put(KubernetesLabels.PROGRESS_DEADLINE, deadline.toString()));
        spec.discoveryName().ifPresent(name -> annotations.put(KubernetesLabels.DISCOVERY_NAME, name));
        if (KubernetesOverrides.isGiven(spec)) {
            annotations.put(KubernetesLabels.OVERRIDDEN, "true");
        }
        BudgetForm.most(spec).ifPresent(most -> annotations.put(KubernetesLabels.BUDGET, Integer.toString(most)));
        return new Marks(spec.id().namespace(), labels, annotations);
    }

    /** Of a budget, which is the same for all edits that leave it as it is. */
    static Marks ofBudget(RenderInput input) {
        WorkloadId id = input.spec().id();
        return new Marks(id.namespace(), KubernetesLabels.ownership(input.owner(), id), Map.of());
    }

    /** Of the Job of a run. */
    static Marks of(RunInput input) {
        WorkloadId id = input.run().workload();
        Map<String, String> labels = KubernetesLabels.ownership(input.owner(), id);
        labels.put(KubernetesLabels.RUN, input.run().name());
        Map<String, String> annotations = versioned(input.spec(), input.version(), input.revision());
        annotations.put(KubernetesLabels.TICK, input.tick().toString());
        return new Marks(id.namespace(), labels, annotations);
    }

    /** Of the ConfigMap of a file, which is the same for all edits. */
    static Marks ofFile(String owner, WorkloadId id) {
        Map<String, String> labels = KubernetesLabels.ownership(owner, id);
        labels.put(KubernetesLabels.KIND, KubernetesLabels.FILE);
        return new Marks(id.namespace(), labels, Map.of());
    }

    /** Of pods: the revision is what makes a restart of an equal spec replace them. */
    static Map<String, String> ofPods(RenderInput input) {
        return Map.of(
                KubernetesLabels.REVISION,
                Long.toString(input.revision()),
                Labels.MAIN,
                input.spec().main().name());
    }

    private static Map<String, String> versioned(WorkloadSpec spec, Version version, long revision) {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(KubernetesLabels.INCARNATION, version.incarnation());
        annotations.put(KubernetesLabels.GENERATION, Long.toString(version.generation()));
        annotations.put(KubernetesLabels.REVISION, Long.toString(revision));
        annotations.put(KubernetesLabels.MODE, spec.mode().kind().name());
        return annotations;
    }
}
