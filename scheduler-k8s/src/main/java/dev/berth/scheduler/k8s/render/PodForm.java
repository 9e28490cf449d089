package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Network;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The template of pods: all that makes Kubernetes replace them when it changes. */
public final class PodForm {
    private static final String TOLERATIONS = "tolerations";

    private PodForm() {}

    /**
     * Made anew of a spec.
     *
     * @param labels what selects the pods
     */
    public static ObjectNode of(
            WorkloadSpec spec, Map<String, String> labels, Map<String, String> annotations, FileNames names) {
        ObjectNode metadata = Json.object();
        metadata.set("labels", Labels.json(labels));
        metadata.set("annotations", Labels.json(annotations));
        ObjectNode pod = Json.object();
        ArrayNode before = containers(spec, false);
        if (!before.isEmpty()) {
            pod.set("initContainers", before);
        }
        pod.set("containers", containers(spec, true));
        put(pod, "volumes", VolumeForm.volumes(spec, names));
        ending(pod, spec);
        placement(pod, spec, labels);
        ObjectNode template = Json.object();
        template.set("metadata", metadata);
        template.set("spec", pod);
        return template;
    }

    /** As it was stored, but for how long it stays on a lost node: that is a policy and no part of a revision. */
    public static ObjectNode stored(ObjectNode template, WorkloadSpec spec) {
        if (template.get("spec") instanceof ObjectNode pod) {
            pod.remove(TOLERATIONS);
            tolerations(pod, spec);
        }
        return template;
    }

    private static ArrayNode containers(WorkloadSpec spec, boolean main) {
        ArrayNode containers = Json.array();
        spec.tasks().stream()
                .filter(task -> (task.role() == Task.Role.MAIN) == main)
                .forEach(task -> containers.add(ContainerForm.of(task, spec)));
        return containers;
    }

    private static void ending(ObjectNode pod, WorkloadSpec spec) {
        pod.put("restartPolicy", isBatch(spec.mode()) ? "Never" : "Always");
        pod.put("terminationGracePeriodSeconds", spec.main().stop().grace().toSeconds());
        deadline(spec.mode()).ifPresent(deadline -> pod.put("activeDeadlineSeconds", deadline.toSeconds()));
        // A process is given the variables of its spec, not one for each Service of the namespace.
        pod.put("enableServiceLinks", false);
        TreeSet<String> secrets = new TreeSet<>();
        spec.tasks().forEach(task -> ContainerForm.image(task).pullSecret().ifPresent(ref -> secrets.add(ref.name())));
        ArrayNode references = Json.array();
        secrets.forEach(name -> references.add(Json.object().put("name", name)));
        put(pod, "imagePullSecrets", references);
        if (spec.network().kind() == Network.Kind.HOST) {
            pod.put("hostNetwork", true);
            pod.put("dnsPolicy", "ClusterFirstWithHostNet");
        }
    }

    private static void placement(ObjectNode pod, WorkloadSpec spec, Map<String, String> labels) {
        ObjectNode affinity = Json.object();
        set(affinity, "nodeAffinity", NodeAffinityForm.of(spec.placement()));
        set(affinity, "podAffinity", PodAffinityForm.affinity(spec, labels));
        set(affinity, "podAntiAffinity", PodAffinityForm.antiAffinity(spec, labels));
        set(pod, "affinity", affinity);
        put(pod, "topologySpreadConstraints", SpreadForm.of(spec, labels));
        tolerations(pod, spec);
    }

    private static void tolerations(ObjectNode pod, WorkloadSpec spec) {
        spec.nodeLossWait().ifPresent(wait -> pod.set(TOLERATIONS, TolerationForm.of(wait)));
    }

    private static Optional<Duration> deadline(Mode mode) {
        if (mode instanceof Batch batch) {
            return batch.deadline();
        }
        return mode instanceof Cron cron ? cron.batch().deadline() : Optional.empty();
    }

    private static boolean isBatch(Mode mode) {
        return switch (mode.kind()) {
            case REPLICATED, GLOBAL -> false;
            case BATCH, GLOBAL_BATCH, CRON -> true;
        };
    }

    private static void set(ObjectNode node, String field, ObjectNode value) {
        if (!value.isEmpty()) {
            node.set(field, value);
        }
    }

    private static void put(ObjectNode node, String field, ArrayNode values) {
        if (!values.isEmpty()) {
            node.set(field, values);
        }
    }
}
