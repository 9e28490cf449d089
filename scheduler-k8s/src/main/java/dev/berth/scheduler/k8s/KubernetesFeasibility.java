package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.NodeObject;
import dev.berth.scheduler.k8s.api.SecretObject;
import dev.berth.scheduler.k8s.render.WorkloadForm;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a cluster lets pods be what their manifest says: whether secrets and claims are there, and whether a rollout that
 * starts the new pod first has room for it (rule UPD-5). One request for each secret and each claim, and one for the nodes,
 * for all that is asked within a call.
 */
final class KubernetesFeasibility {
    private final KubernetesClient client;
    private final AskedOnce<Named, Optional<Set<String>>> secrets;
    private final AskedOnce<Named, Boolean> claims;
    private final AskedOnce<Boolean, List<NodeObject>> nodes;

    KubernetesFeasibility(KubernetesClient client) {
        this.client = client;
        this.secrets = new AskedOnce<>(
                (named, call) -> client.get(ObjectKind.SECRET, named.namespace(), named.name(), Codec.SECRETS, call)
                        .map(SecretObject::keys));
        this.claims = new AskedOnce<>((named, call) -> client.metadata(
                        ObjectKind.PERSISTENT_VOLUME_CLAIM, named.namespace(), named.name(), call)
                .isPresent());
        this.nodes = new AskedOnce<>(
                (all, call) -> Listing.of(sink -> client.list(ObjectKind.NODE, "", "", Codec.NODES, sink, call)));
    }

    private record Named(String namespace, String name) {}

    /** What pods would not find. */
    List<Problem> unmet(WorkloadId id, List<NativeObject> rendering, Call call) {
        List<Problem> problems = new ArrayList<>(refused(id, rendering, call));
        rendering.stream()
                .filter(KubernetesTranslator::isWorkload)
                .map(object ->
                        WorkloadForm.template(KubernetesTranslator.read(object)).path("spec"))
                .forEach(pod -> {
                    for (Reference reference : Reference.of(pod)) {
                        why(id.namespace(), reference, call)
                                .map(why -> Problem.of(ErrorCode.INFEASIBLE, reference.path(), why))
                                .ifPresent(problems::add);
                    }
                });
        return problems;
    }

    /** What a server says of objects with an override, one request for each: nobody else knows what may be said there. */
    private List<Problem> refused(WorkloadId id, List<NativeObject> rendering, Call call) {
        List<Problem> problems = new ArrayList<>();
        for (NativeObject object : rendering) {
            ObjectKind kind = ObjectKind.of(object.kind());
            boolean overridden = rendering.stream().anyMatch(KubernetesFeasibility::isOverridden);
            if (overridden && kind != ObjectKind.CONFIG_MAP) {
                client.refusal(kind, id.namespace(), object.name(), object.document(), call)
                        .map(why -> Problem.of(
                                ErrorCode.INFEASIBLE,
                                KubernetesOverrides.path(),
                                "with it the server refuses the " + object.kind() + ": " + why))
                        .ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static boolean isOverridden(NativeObject object) {
        return KubernetesTranslator.isWorkload(object)
                && KubernetesTranslator.read(object)
                        .path("metadata")
                        .path("annotations")
                        .has(KubernetesLabels.OVERRIDDEN);
    }

    private Optional<String> why(String namespace, Reference reference, Call call) {
        Named named = new Named(namespace, reference.name());
        if (reference.kind() == ObjectKind.PERSISTENT_VOLUME_CLAIM) {
            return claims.ask(named, call)
                    ? Optional.empty()
                    : Optional.of(
                            "namespace " + namespace + " has no PersistentVolumeClaim named '" + named.name() + "'");
        }
        try {
            return missing(namespace, reference, secrets.ask(named, call));
        } catch (SchedulerException e) {
            if (e.code() == ErrorCode.UNAUTHORIZED) {
                // Who may not look at secrets may well run what uses them.
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Optional<String> missing(String namespace, Reference reference, Optional<Set<String>> keys) {
        if (keys.isEmpty()) {
            return Optional.of("namespace " + namespace + " has no Secret named '" + reference.name() + "'");
        }
        return reference.key().isEmpty() || keys.get().contains(reference.key())
                ? Optional.empty()
                : Optional.of("the Secret '" + reference.name() + "' in namespace " + namespace + " has no key '"
                        + reference.key() + "'");
    }

    /** Asks only where a node takes a limited number of pods and none may stop first. */
    Optional<Explanation> infeasible(List<NativeObject> rendering, Call call) {
        for (NativeObject object : rendering) {
            if (object.kind().equals(WorkloadForm.DEPLOYMENT)) {
                ObjectNode manifest = KubernetesTranslator.read(object);
                int most = PodLimits.perNode(manifest);
                int replicas = manifest.at("/spec/replicas").asInt();
                if (most > 0 && RolloutLimits.unavailable(manifest, replicas) == 0) {
                    return infeasible(manifest, replicas, most, nodes.ask(true, call));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Explanation> infeasible(
            ObjectNode manifest, int replicas, int most, List<NodeObject> nodes) {
        JsonNode pod = WorkloadForm.template(manifest).path("spec");
        int fit =
                (int) nodes.stream().filter(node -> PodLimits.isFit(pod, node)).count();
        if (replicas == 0 || (long) fit * most > replicas) {
            return Optional.empty();
        }
        List<Explanation.Reason> reasons = new ArrayList<>();
        if (fit > 0) {
            reasons.add(
                    new Explanation.Reason(fit, "have as many of its instances as they take, and none may stop first"));
        }
        if (nodes.size() > fit) {
            reasons.add(new Explanation.Reason(nodes.size() - fit, "are not eligible"));
        }
        return Optional.of(new Explanation(nodes.size(), reasons));
    }
}
