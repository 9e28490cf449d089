package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether others have the names of Services and budgets that are to be made; what pods are made from is looked for by {@link
 * KubernetesReader}. One list for each of these kinds and each namespace, for all that is asked within a call. What is going is waited
 * for, and takes no name.
 */
final class TakenNames {
    private static final Set<ObjectKind> LOOKED_FOR = EnumSet.of(ObjectKind.SERVICE, ObjectKind.POD_DISRUPTION_BUDGET);

    private final AskedOnce<Space, Map<String, Optional<WorkloadId>>> names;

    TakenNames(KubernetesClient client, String owner) {
        this.names = new AskedOnce<>((space, call) -> {
            List<ObjectMeta> there =
                    Listing.of(sink -> client.listMetadata(space.kind(), space.namespace(), "", sink, call));
            Map<String, Optional<WorkloadId>> workloads = new HashMap<>();
            there.stream()
                    .filter(object -> !object.isDeleting())
                    .forEach(object -> workloads.put(
                            object.name(), KubernetesLabels.id(owner, object.namespace(), object.labels())));
            return workloads;
        });
    }

    private record Space(ObjectKind kind, String namespace) {}

    /** The first of {@code made} whose name something has that isn't of {@code id}. */
    Optional<String> of(WorkloadId id, List<NativeObject> made, Call call) {
        return made.stream()
                .filter(object -> isTaken(id, ObjectKind.of(object.kind()), object.name(), call))
                .map(object -> object.kind() + " " + id.namespace() + "/" + object.name())
                .findFirst();
    }

    private boolean isTaken(WorkloadId id, ObjectKind kind, String name, Call call) {
        return LOOKED_FOR.contains(kind)
                && Optional.ofNullable(
                                names.ask(new Space(kind, id.namespace()), call).get(name))
                        .filter(owner -> !owner.equals(Optional.of(id)))
                        .isPresent();
    }
}
