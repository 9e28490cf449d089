package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.api.ControllerObject;
import dev.berth.scheduler.k8s.api.ManifestObject;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.plan.NativeObject;
import java.util.List;

/**
 * A Deployment, DaemonSet, Job, PodTemplate or Service as a server has it.
 *
 * @param state what its controller tells; of those without one its metadata only
 * @param manifest what is wanted of it, without what the server and its controllers assign
 */
record ServerObject(ObjectKind kind, ControllerObject state, ObjectNode manifest) {
    private static final List<String> ASSIGNED =
            List.of("uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "selfLink");

    /** Annotations that its controllers write. */
    private static final List<String> COUNTED =
            List.of("deployment.kubernetes.io/revision", "deprecated.daemonset.template.generation");

    static ServerObject of(ObjectKind kind, ManifestObject object) {
        ObjectNode manifest = Json.object().put("apiVersion", kind.version()).put("kind", kind.word());
        manifest.setAll(object.manifest());
        if (manifest.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove(ASSIGNED);
            if (metadata.get("annotations") instanceof ObjectNode annotations) {
                annotations.remove(COUNTED);
            }
        }
        Surge.undo(object.state(), manifest);
        return new ServerObject(kind, object.state(), manifest);
    }

    /** To watch it, or to tell whose it is: without a manifest. */
    static ServerObject of(ObjectKind kind, ControllerObject state) {
        return new ServerObject(kind, state, Json.object());
    }

    ObjectMeta metadata() {
        return state.metadata();
    }

    /** As a plan compares it. */
    NativeObject asNative() {
        return new NativeObject(kind.word(), metadata().name(), Json.write(manifest));
    }
}
