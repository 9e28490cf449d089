package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.FieldPath;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.k8s.render.OverrideMerge;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Native overrides (rule OVR-1): by kind, what is merged into the objects that a workload is made of. Pure. */
final class KubernetesOverrides {
    private static final FieldPath PATH = FieldPath.ROOT.field("overrides").field(KubernetesConfig.TYPE);

    private KubernetesOverrides() {}

    static boolean isGiven(WorkloadSpec spec) {
        return spec.overrides().containsKey(KubernetesConfig.TYPE);
    }

    private static ObjectNode document(WorkloadSpec spec) {
        return Optional.ofNullable(spec.overrides().get(KubernetesConfig.TYPE))
                .map(override -> Json.tree(override.document()))
                .orElseGet(Json::object);
    }

    /** Everything in it that can't be, with its path. */
    static List<Problem> problems(WorkloadSpec spec, Map<String, ObjectNode> manifests) {
        List<Problem> problems = new ArrayList<>();
        document(spec).properties().forEach(field -> {
            FieldPath place = PATH.field(field.getKey());
            ObjectNode manifest = manifests.get(field.getKey());
            if (manifest == null) {
                problems.add(problem(
                        place,
                        "is no object of this workload; what it is made of is "
                                + String.join(", ", manifests.keySet())));
            } else if (field.getValue() instanceof ObjectNode override) {
                problems.addAll(OverrideMerge.problems(place, manifest, override));
            } else {
                problems.add(problem(place, "must be a map"));
            }
        });
        return problems;
    }

    private static Problem problem(FieldPath path, String message) {
        return Problem.of(ErrorCode.INVALID, path.text(), message);
    }

    /** What is sent of this object. */
    static void into(ObjectNode manifest, WorkloadSpec spec) {
        if (document(spec).get(manifest.path("kind").asText()) instanceof ObjectNode override) {
            OverrideMerge.into(manifest, override);
        }
    }

    /** Where what a server says against it is told. */
    static String path() {
        return PATH.text();
    }
}
