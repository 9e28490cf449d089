package dev.berth.scheduler.cli.certify.kubernetes;

import dev.berth.scheduler.spec.NativeOverride;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.tck.backend.Environment;
import java.util.List;
import java.util.Map;

/** Overrides of Deployments, looked at with kubectl. */
final class KubernetesOverriding implements Environment.Overriding {
    private static final String HOSTNAME = "overridden";
    private static final long HISTORY = 3;

    private final KubernetesLab lab;

    KubernetesOverriding(KubernetesLab lab) {
        this.lab = lab;
    }

    private static NativeOverride of(Map<String, Object> deployment) {
        return NativeOverride.of("kubernetes", Map.of("Deployment", deployment));
    }

    private static Map<String, Object> pod(Map<String, Object> pod) {
        return Map.of("template", Map.of("spec", pod));
    }

    /** A field of the Deployment and one of its pods. */
    @Override
    public NativeOverride taken() {
        return of(Map.of(
                "spec",
                Map.of("revisionHistoryLimit", HISTORY, "template", Map.of("spec", Map.of("hostname", HOSTNAME)))));
    }

    @Override
    public List<NativeOverride> refused() {
        return List.of(
                of(Map.of("spec", Map.of("replicas", 7L))),
                of(Map.of("metadata", Map.of("name", "another"))),
                of(Map.of("metadata", Map.of("labels", Map.of("berth.dev/owner", "another")))),
                of(Map.of("spec", pod(Map.of("containers", List.of(Map.of("name", "main", "image", "another")))))),
                NativeOverride.of("kubernetes", Map.of("Job", Map.of())));
    }

    @Override
    public boolean isInForce(WorkloadId id) {
        String fields = "jsonpath={.spec.revisionHistoryLimit} {.spec.template.spec.hostname}";
        return lab.kubectl("get", "deployment", id.name(), "--namespace", id.namespace(), "--output", fields)
                .equals(HISTORY + " " + HOSTNAME);
    }
}
