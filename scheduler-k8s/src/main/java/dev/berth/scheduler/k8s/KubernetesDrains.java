package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.NodeObject;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.render.WorkloadForm;
import dev.berth.scheduler.k8s.status.Pods;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Carries on drains: one step for each Deployment that has pods on a node that is being emptied, see {@link DrainStep}. All there is to
 * know is in the cluster, so that any controller goes on where another stopped. Pods of Jobs end by themselves, those of
 * DaemonSets belong where they are, and what isn't ours is left alone.
 */
final class KubernetesDrains {
    /** While something is on its way. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** While a node is drained and empty: what is placed there by force is to leave, too. */
    private static final Duration LATER = Duration.ofSeconds(10);

    private final KubernetesClient client;
    private final String owner;

    KubernetesDrains(KubernetesClient client, String owner) {
        this.client = client;
        this.owner = owner;
    }

    /**
     * One request for the nodes, one for Deployments with added pods, one for each node that is drained; for each Deployment concerned
     * one to look at it, and those that change it. One that fails keeps no other from its step, and is told when all were looked at.
     */
    Optional<Duration> carryOn(Call call) {
        List<NodeObject> nodes = Listing.of(sink -> client.list(ObjectKind.NODE, "", "", Codec.NODES, sink, call));
        Map<WorkloadId, List<PodObject>> leaving = new TreeMap<>();
        nodes.stream()
                .filter(KubernetesNodes::isDraining)
                .forEach(node -> leaving(node.metadata().name(), leaving, call));
        added(call).forEach(id -> leaving.computeIfAbsent(id, none -> new ArrayList<>()));
        boolean more = steps(leaving, nodes, call);
        boolean draining = nodes.stream().anyMatch(KubernetesNodes::isDraining);
        return more ? Optional.of(SOON) : draining ? Optional.of(LATER) : Optional.empty();
    }

    private boolean steps(Map<WorkloadId, List<PodObject>> leaving, List<NodeObject> nodes, Call call) {
        boolean more = false;
        List<SchedulerException> failures = new ArrayList<>();
        for (Map.Entry<WorkloadId, List<PodObject>> one : leaving.entrySet()) {
            try {
                more |= step(one.getKey(), one.getValue(), nodes, call);
            } catch (SchedulerException e) {
                failures.add(e);
                if (call.isCancelled() || call.remaining().isZero()) {
                    break;
                }
            }
        }
        if (!failures.isEmpty()) {
            SchedulerException first = failures.remove(0);
            failures.forEach(first::addSuppressed);
            throw first;
        }
        return more;
    }

    private List<WorkloadId> added(Call call) {
        String selector = KubernetesLabels.selector(owner) + "," + KubernetesLabels.SURGE;
        List<ObjectMeta> found =
                Listing.of(sink -> client.listMetadata(ObjectKind.DEPLOYMENT, "", selector, sink, call));
        return found.stream()
                .flatMap(one -> KubernetesLabels.id(owner, one.namespace(), one.labels()).stream())
                .toList();
    }

    private void leaving(String node, Map<WorkloadId, List<PodObject>> leaving, Call call) {
        List<PodObject> pods = Listing.of(sink -> client.podsOn(node, KubernetesLabels.selector(owner), sink, call));
        for (PodObject pod : pods) {
            boolean ofDeployment =
                    pod.metadata().owners().stream().anyMatch(one -> one.kind().equals(Pictures.REPLICA_SET));
            if (ofDeployment && !pod.metadata().isDeleting() && !Pods.isOver(pod)) {
                KubernetesLabels.id(
                                owner,
                                pod.metadata().namespace(),
                                pod.metadata().labels())
                        .ifPresent(id -> leaving.computeIfAbsent(id, none -> new ArrayList<>())
                                .add(pod));
            }
        }
    }

    /** Whether it has to be looked at again soon. */
    private boolean step(WorkloadId id, List<PodObject> leaving, List<NodeObject> nodes, Call call) {
        Optional<ServerObject> found = client.get(
                        ObjectKind.DEPLOYMENT, id.namespace(), KubernetesNames.workload(id), Codec.MANIFESTS, call)
                .map(object -> ServerObject.of(ObjectKind.DEPLOYMENT, object))
                .filter(object -> !object.metadata().isDeleting());
        if (found.isEmpty()) {
            return false;
        }
        ServerObject deployment = found.get();
        if (Surge.isVoid(deployment.state())) {
            write(deployment, Optional.empty(), deployment.state().count("spec.replicas"), call);
            return true;
        }
        DrainStep.Decision decision = step(deployment, leaving, nodes).decide();
        switch (decision.kind()) {
            case WAIT -> {}
            case ADD -> add(deployment, leaving, decision.count(), call);
            case RESTORE -> {
                Surge surge = Surge.of(deployment.state()).orElseThrow();
                write(deployment, Optional.empty(), surge.replicas(), call);
            }
            case EVICT ->
                evict(
                        leaving.stream()
                                .filter(Pods::isReady)
                                .limit(decision.count())
                                .toList(),
                        call);
            case EVICT_UNREADY ->
                evict(leaving.stream().filter(pod -> !Pods.isReady(pod)).toList(), call);
        }
        return !leaving.isEmpty() || decision.kind() == DrainStep.Kind.RESTORE;
    }

    private static DrainStep step(ServerObject deployment, List<PodObject> leaving, List<NodeObject> nodes) {
        var state = deployment.state();
        int replicas = (int) Surge.replicas(state);
        long wanted = state.count("spec.replicas");
        int ready = (int) leaving.stream().filter(Pods::isReady).count();
        JsonNode pod = WorkloadForm.template(deployment.manifest()).path("spec");
        return new DrainStep(
                replicas,
                Math.min(replicas, RolloutLimits.unavailable(deployment.manifest(), replicas)),
                RolloutLimits.surge(deployment.manifest(), replicas),
                Surge.of(state).map(Surge::added),
                (int) state.count("status.availableReplicas"),
                state.isObserved()
                        && state.count("status.updatedReplicas") == wanted
                        && state.count("status.replicas") == wanted,
                state.paused(),
                ready,
                leaving.size() - ready,
                nodes.stream().anyMatch(node -> PodLimits.isFit(pod, node)));
    }

    /** Those that are to leave are told first: of pods that are alike the cheapest go when there are too many. */
    private void add(ServerObject deployment, List<PodObject> leaving, int count, Call call) {
        for (PodObject pod : leaving) {
            boolean unused = client.change(ObjectKind.POD, pod.metadata(), Manifests.cheapest(pod.metadata()), call);
        }
        int replicas = (int) Surge.replicas(deployment.state());
        write(deployment, Optional.of(new Surge(replicas, count)), replicas + count, call);
    }

    /** What was changed meanwhile is looked at anew with the next step. */
    private void write(ServerObject deployment, Optional<Surge> surge, long replicas, Call call) {
        String patch =
                Manifests.surge(deployment.metadata(), surge.map(one -> one.text(deployment.metadata())), replicas);
        boolean unused = client.change(ObjectKind.DEPLOYMENT, deployment.metadata(), patch, call);
    }

    /** Budgets of others are kept to as well: what they forbid now is asked for again. What is gone by itself is no matter. */
    private void evict(List<PodObject> pods, Call call) {
        for (PodObject pod : pods) {
            ObjectMeta metadata = pod.metadata();
            boolean unused = client.evict(metadata.namespace(), metadata.name(), metadata.uid(), call);
        }
    }
}
