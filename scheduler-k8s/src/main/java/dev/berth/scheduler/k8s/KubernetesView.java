package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.ConfigMapObject;
import dev.berth.scheduler.k8s.api.ControllerObject;
import dev.berth.scheduler.k8s.api.LeaseObject;
import dev.berth.scheduler.k8s.api.NodeObject;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.api.WatchEvent.Change;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Lease;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a cluster holds, as it was told last: of each object the few fields that matter, of records the latest. Of one thread,
 * but for what {@link #watches} answers.
 */
final class KubernetesView {
    private static final List<ObjectKind> CONTROLLERS =
            List.of(ObjectKind.DEPLOYMENT, ObjectKind.DAEMON_SET, ObjectKind.POD_TEMPLATE, ObjectKind.JOB);

    /** Telling costs as much as there are pods of the workload, so those of very large ones are told as they come. */
    private static final int MOST_IN_ORDER = 200;

    private final KubernetesClient client;
    private final String owner;
    private final Selector selector;
    private final Map<WorkloadId, KnownWorkload> workloads = new HashMap<>();
    private final Map<String, NodeObject> nodes = new HashMap<>();
    private final Set<WorkloadId> changed = new TreeSet<>();
    /** The pod of each workload that changed since this was asked last. */
    private final Map<WorkloadId, String> untold = new HashMap<>();

    private Consumer<KnownWorkload> inOrder = known -> {};
    private Optional<LeaseObject> lease = Optional.empty();
    private boolean nodesChanged;

    KubernetesView(KubernetesClient client, String owner, Selector selector) {
        this.client = client;
        this.owner = owner;
        this.selector = selector;
    }

    /** One for each kind that matters, none of which has been asked yet. */
    List<KindWatch<?>> watches() {
        List<KindWatch<?>> all = new ArrayList<>();
        all.add(new KindWatch<>(client, ObjectKind.NODE, "", "", Codec.NODES, NodeObject::metadata, this::note));
        CONTROLLERS.forEach(kind -> all.add(
                ours(kind, "", Codec.CONTROLLERS, ControllerObject::metadata, (change, it) -> note(kind, change, it))));
        String records = "," + KubernetesLabels.KIND + "=" + KubernetesLabels.RECORD;
        all.add(ours(ObjectKind.CONFIG_MAP, records, Codec.CONFIG_MAPS, ConfigMapObject::metadata, this::note));
        all.add(ours(ObjectKind.POD, "", Codec.PODS, PodObject::metadata, this::note));
        all.add(new KindWatch<>(
                client,
                ObjectKind.LEASE,
                KubernetesLeases.NAMESPACE,
                KubernetesLabels.selector(owner),
                Codec.LEASES,
                LeaseObject::metadata,
                this::note));
        return all;
    }

    private <T> KindWatch<T> ours(
            ObjectKind kind,
            String more,
            Codec<T> codec,
            Function<T, ObjectMeta> metadata,
            BiConsumer<Change, T> facts) {
        String ours = new KubernetesReader(client, owner).narrowed(selector) + more;
        return new KindWatch<>(client, kind, KubernetesReader.namespace(selector), ours, codec, metadata, facts);
    }

    private void note(Change change, NodeObject node) {
        String name = node.metadata().name();
        boolean before = nodes().isLost(name);
        if (change == Change.DELETED) {
            nodes.remove(name);
        } else {
            nodes.put(name, node);
        }
        nodesChanged = true;
        if (before != nodes().isLost(name)) {
            changed.addAll(workloads.keySet());
        }
    }

    private void note(Change change, LeaseObject one) {
        if (one.metadata().name().equals(KubernetesNames.lease(owner, Lease.CONTROLLER))) {
            lease = change == Change.DELETED ? Optional.empty() : Optional.of(one);
        }
    }

    private void note(ObjectKind kind, Change change, ControllerObject object) {
        Optional<WorkloadId> id = id(object.metadata());
        leaveOthers(change, object.metadata().uid(), id);
        id.map(this::known).ifPresent(known -> known.note(change, ServerObject.of(kind, object)));
    }

    private void note(Change change, ConfigMapObject config) {
        known(config.metadata()).ifPresent(known -> known.note(change, config));
    }

    /** What became of one pod is told before what became of the next, as which was first may be what matters. */
    private void note(Change change, PodObject pod) {
        nodesChanged = true;
        Optional<WorkloadId> id = id(pod.metadata());
        leaveOthers(change, pod.metadata().uid(), id);
        id.ifPresent(one -> {
            keepOrder(one, pod.metadata().uid());
            known(one).note(change, pod);
        });
    }

    /** What somebody relabelled is another workload's from then on, or nobody's. */
    private void leaveOthers(Change change, String uid, Optional<WorkloadId> id) {
        if (change != Change.ADDED
                && id.map(workloads::get).filter(known -> known.has(uid)).isEmpty()) {
            workloads.values().stream().filter(known -> known.has(uid)).forEach(known -> {
                known.leave(uid);
                changed.add(known.id());
            });
        }
    }

    private Optional<WorkloadId> id(ObjectMeta object) {
        return KubernetesLabels.id(owner, object.namespace(), object.labels()).filter(selector::couldMatch);
    }

    private Optional<KnownWorkload> known(ObjectMeta object) {
        return id(object).map(this::known);
    }

    /** Something of it is about to change. */
    private KnownWorkload known(WorkloadId id) {
        changed.add(id);
        return workloads.computeIfAbsent(id, found -> new KnownWorkload(owner, found));
    }

    private void keepOrder(WorkloadId id, String pod) {
        String other = untold.get(id);
        KnownWorkload known = workloads.get(id);
        if (other != null && !other.equals(pod) && known != null && known.pods().size() <= MOST_IN_ORDER) {
            inOrder.accept(known);
            changed.remove(id);
        }
        untold.put(id, pod);
    }

    /**
     * From now on one change of a workload's pods is told at a time.
     *
     * @param telling what to do with a workload before a pod of it changes while another one's change is untold
     */
    void tellInOrder(Consumer<KnownWorkload> telling) {
        inOrder = telling;
    }

    /** Those of which something changed since this was asked last. */
    List<KnownWorkload> changed() {
        untold.clear();
        List<KnownWorkload> all = changed.stream()
                .flatMap(id -> Stream.ofNullable(workloads.get(id)))
                .toList();
        changed.clear();
        return all;
    }

    /** Has one looked at again, if it is there. */
    void touch(WorkloadId id) {
        changed.add(id);
    }

    /** Forgets one that is gone. */
    void forget(WorkloadId id) {
        workloads.remove(id);
    }

    /** Whether nodes, or what runs on them, changed since this was asked last. */
    boolean isNodesChanged() {
        boolean now = nodesChanged;
        nodesChanged = false;
        return now;
    }

    KubernetesNodes nodes() {
        return new KubernetesNodes(nodes.values());
    }

    Optional<LeaseObject> lease() {
        return lease;
    }

    Collection<PodObject> pods() {
        return workloads.values().stream()
                .flatMap(known -> known.pods().stream())
                .toList();
    }
}
