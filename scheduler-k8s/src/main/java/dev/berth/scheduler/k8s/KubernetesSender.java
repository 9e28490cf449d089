package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.k8s.PlannedState.Planned;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.NodeObject;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.NodeId;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Carries out the writes of a plan: what is sent is the manifest that it shows, with the state that it was planned on. Creating costs one request, as does changing what nothing happened to since it was planned
 * on; deleting costs two where the plan doesn't know the object's uid.
 */
final class KubernetesSender {
    private final KubernetesClient client;
    private final String owner;
    private final Creation creation;
    private final Departure departure;

    KubernetesSender(KubernetesClient client, String owner) {
        this.client = client;
        this.owner = owner;
        this.creation = new Creation(client);
        this.departure = new Departure(client);
    }

    void send(WorkloadId id, NativeWrite write, Call call) {
        ObjectKind kind = ObjectKind.of(write.object().kind());
        switch (write.action()) {
            case CREATE -> create(id, kind, write.object(), call);
            case UPDATE -> update(id, kind, write.object(), write.precondition(), call);
            case DELETE -> delete(id, kind, write.object(), write.precondition(), call);
        }
    }

    /** One of this name that is still going is waited for. */
    private void create(WorkloadId id, ObjectKind kind, NativeObject object, Call call) {
        while (!isCreated(id.namespace(), kind, object, call)) {
            call.check("creating " + words(kind, id, object), Effect.NONE);
            Optional<ObjectMeta> there = client.metadata(kind, id.namespace(), object.name(), call);
            if (there.isPresent() && !there.get().isDeleting()) {
                takeUp(id, kind, object, there.get(), call);
                return;
            }
            there.ifPresent(going -> departure.await(kind, going, call));
        }
    }

    /**
     * What an edit made that was cut off before it could write down at the workload that there is one. The name of a file says
     * its content, so one that exists is as good.
     */
    private void takeUp(WorkloadId id, ObjectKind kind, NativeObject object, ObjectMeta there, Call call) {
        if (!isOf(id, there) || KubernetesTranslator.isWorkload(object)) {
            throw new ConflictException(words(kind, id, object) + " exists");
        }
        if (kind != ObjectKind.CONFIG_MAP) {
            update(id, kind, object, Optional.empty(), call);
        }
    }

    /** Whether this call created it; false when one of its name exists. */
    boolean isCreated(String namespace, ObjectKind kind, NativeObject object, Call call) {
        return kind == ObjectKind.CONFIG_MAP
                ? creation.create(kind, namespace, Json.write(KubernetesTranslator.read(object)), call)
                : creation.createOwned(kind, namespace, object.name(), object.document(), call);
    }

    private void update(WorkloadId id, ObjectKind kind, NativeObject object, Optional<String> mark, Call call) {
        ObjectNode manifest = KubernetesTranslator.read(object);
        Optional<Planned> planned = mark.flatMap(text -> PlannedState.find(text, object.kind(), object.name()));
        Optional<Planned> state = planned;
        while (state.isEmpty() || !isApplied(id, kind, object, manifest, state.get(), call)) {
            call.check("updating " + words(kind, id, object), Effect.NONE);
            state = Optional.of(now(id, kind, object, planned, call));
        }
    }

    private boolean isApplied(
            WorkloadId id, ObjectKind kind, NativeObject object, ObjectNode manifest, Planned state, Call call) {
        String document = Manifests.change(manifest, state.uid(), state.resourceVersion());
        return client.apply(kind, id.namespace(), object.name(), document, call);
    }

    /** Its state when no more than the words of its controller changed since it was planned on. */
    private Planned now(WorkloadId id, ObjectKind kind, NativeObject object, Optional<Planned> planned, Call call) {
        ServerObject there = client.get(kind, id.namespace(), object.name(), Codec.MANIFESTS, call)
                .map(found -> ServerObject.of(kind, found))
                .orElseThrow(() -> new ConflictException(words(kind, id, object) + " is gone"));
        Planned now = PlannedState.planned(there);
        if (there.metadata().isDeleting()
                || planned.filter(before -> !isSame(before, now)).isPresent()) {
            throw new ConflictException(words(kind, id, object) + " was changed since this was planned");
        }
        return now;
    }

    private static boolean isSame(Planned before, Planned now) {
        return before.uid().equals(now.uid()) && before.digest().equals(now.digest());
    }

    /** What is ours only; one that is going is left to. */
    private void delete(WorkloadId id, ObjectKind kind, NativeObject object, Optional<String> mark, Call call) {
        Optional<Planned> planned = mark.flatMap(text -> PlannedState.find(text, object.kind(), object.name()));
        if (planned.isPresent()) {
            Planned now = planned.get();
            if (isDeleted(id, kind, object, now.uid(), call)) {
                deleteRuns(id, kind, call);
                return;
            }
        }
        Optional<ObjectMeta> there = client.metadata(kind, id.namespace(), object.name(), call);
        if (planned.isPresent() && there.isPresent()) {
            throw new ConflictException(words(kind, id, object) + " was made anew since this was planned");
        }
        there.filter(found -> isOf(id, found) && !found.isDeleting()).ifPresent(found -> remove(kind, found, call));
    }

    /** Pods of others may take long to stop: those that take their place begin meanwhile. */
    private boolean isDeleted(WorkloadId id, ObjectKind kind, NativeObject object, String uid, Call call) {
        return KubernetesDifference.isOfOthers(object)
                ? client.deleteFirst(kind, id.namespace(), object.name(), uid, call)
                : client.delete(kind, id.namespace(), object.name(), uid, call);
    }

    /** A run that was begun after its CRON's removal was planned; see {@link KubernetesTicks#start}. One request. */
    private void deleteRuns(WorkloadId id, ObjectKind kind, Call call) {
        if (kind == ObjectKind.POD_TEMPLATE) {
            String runs = KubernetesLabels.selector(owner, id) + "," + KubernetesLabels.RUN;
            Listing<ObjectMeta> there = new Listing<>();
            String unused = client.listMetadata(ObjectKind.JOB, id.namespace(), runs, there, call);
            there.all().stream().filter(job -> !job.isDeleting()).forEach(job -> remove(ObjectKind.JOB, job, call));
        }
    }

    /** One that was seen; gone already is as good. */
    void remove(ObjectKind kind, ObjectMeta object, Call call) {
        boolean unused = client.delete(kind, object.namespace(), object.name(), object.uid(), call);
    }

    private boolean isOf(WorkloadId id, ObjectMeta object) {
        return KubernetesLabels.id(owner, object.namespace(), object.labels()).equals(Optional.of(id));
    }

    private static String words(ObjectKind kind, WorkloadId id, NativeObject object) {
        return kind.word() + " " + id.namespace() + "/" + object.name();
    }

    /** Two requests; more while its kubelet writes at the same time. A node that is drained is kept free as it is. */
    void schedulable(NodeId id, boolean value, Call call) {
        mark(id, !value, false, node -> node.cordoned() != value, call);
    }

    /** The same. What is there is moved by a controller, see {@link KubernetesDrains}. */
    void drain(NodeId id, Call call) {
        mark(id, true, true, KubernetesNodes::isDraining, call);
    }

    private void mark(NodeId id, boolean cordoned, boolean draining, Predicate<NodeObject> isDone, Call call) {
        NodeObject node;
        do {
            call.check("changing node " + id, Effect.NONE);
            node = client.get(ObjectKind.NODE, "", id.value(), Codec.NODES, call)
                    .orElseThrow(() -> new NotFoundException("there is no node " + id));
            if (isDone.test(node)) {
                return;
            }
        } while (!client.cordon(node.metadata(), cordoned, draining, call));
    }
}
