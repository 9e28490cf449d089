package dev.berth.scheduler.k8s;

import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.spi.Call;
import java.util.function.BooleanSupplier;

/** Creates objects in namespaces that may not be there yet: one more request each for the first object in one. */
final class Creation {
    private final KubernetesClient client;

    Creation(KubernetesClient client) {
        this.client = client;
    }

    /** One that never changes; false when one of its name exists. */
    boolean create(ObjectKind kind, String namespace, String manifest, Call call) {
        return inNamespace(namespace, () -> client.create(kind, namespace, manifest, call), call);
    }

    /** One whose fields are ours; false when one of its name exists. */
    boolean createOwned(ObjectKind kind, String namespace, String name, String manifest, Call call) {
        return inNamespace(namespace, () -> client.createOwned(kind, namespace, name, manifest, call), call);
    }

    /** The only thing that is not found by a creation is where it goes. */
    private boolean inNamespace(String namespace, BooleanSupplier creation, Call call) {
        try {
            return creation.getAsBoolean();
        } catch (NotFoundException e) {
            boolean unused = client.createNamespace(namespace, call);
            return creation.getAsBoolean();
        }
    }
}
