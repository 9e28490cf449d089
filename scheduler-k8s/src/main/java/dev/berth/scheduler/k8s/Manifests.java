package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.k8s.render.ManifestText;
import java.util.Map;
import java.util.Optional;

/** Small documents that requests bear. Pure. */
final class Manifests {
    /** An annotation that the controllers of ReplicaSets know. */
    private static final String COST = "controller.kubernetes.io/pod-deletion-cost";

    private Manifests() {}

    private static ObjectNode object(String apiVersion, String kind) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", apiVersion)
                .put("kind", kind);
    }

    static String namespace(String name) {
        ObjectNode namespace = object("v1", "Namespace");
        namespace.putObject("metadata").put("name", name);
        return namespace.toString();
    }

    /** Of this object and no other of its name. */
    static ObjectNode deletion(String uid) {
        ObjectNode options = object("v1", "DeleteOptions");
        options.putObject("preconditions").put("uid", uid);
        return options;
    }

    /** Names a version that no object has: so an apply makes one where there is none, and is refused where there is one. */
    static String creation(String manifest) {
        ObjectNode object = ManifestText.read(manifest);
        object.withObjectProperty("metadata").put("resourceVersion", "1");
        return ManifestText.write(object);
    }

    /** Of this object in this state. */
    static String change(ObjectNode manifest, String uid, String resourceVersion) {
        ObjectNode object = manifest.deepCopy();
        object.withObjectProperty("metadata").put("uid", uid).put("resourceVersion", resourceVersion);
        return ManifestText.write(object);
    }

    static String eviction(String namespace, String pod, String uid) {
        ObjectNode eviction = object("policy/v1", "Eviction");
        eviction.putObject("metadata").put("name", pod).put("namespace", namespace);
        eviction.set("deleteOptions", deletion(uid));
        return eviction.toString();
    }

    /** Of this object and no other of its name, in this state. */
    private static ObjectNode patch(ObjectMeta object) {
        ObjectNode patch = Json.object();
        patch.putObject("metadata").put("uid", object.uid()).put("resourceVersion", object.resourceVersion());
        return patch;
    }

    /** Whatever else changed of it meanwhile. */
    static String annotate(ObjectMeta object, Map<String, String> annotations) {
        ObjectNode patch = Json.object();
        ObjectNode all = patch.putObject("metadata").put("uid", object.uid()).putObject("annotations");
        annotations.forEach(all::put);
        return patch.toString();
    }

    static String cordon(ObjectMeta node, boolean cordoned, boolean draining) {
        ObjectNode patch = patch(node);
        patch.withObjectProperty("metadata")
                .withObjectProperty("annotations")
                .put(KubernetesLabels.DRAINING, draining ? "true" : null);
        patch.putObject("spec").put("unschedulable", cordoned);
        return patch.toString();
    }

    /** Of pods that are alike this one goes first, whatever else happened to it meanwhile. */
    static String cheapest(ObjectMeta pod) {
        ObjectNode patch = Json.object();
        patch.putObject("metadata")
                .put("uid", pod.uid())
                .putObject("annotations")
                .put(COST, "-1");
        return Json.write(patch);
    }

    /** How many pods there are to be; those that a drain added are told by a label. */
    static String surge(ObjectMeta deployment, Optional<String> label, long replicas) {
        ObjectNode patch = patch(deployment);
        patch.withObjectProperty("metadata")
                .withObjectProperty("labels")
                .put(KubernetesLabels.SURGE, label.orElse(null));
        patch.putObject("spec").put("replicas", replicas);
        return Json.write(patch);
    }

    static String review(String verb, String group, String resource, String namespace) {
        ObjectNode review = object("authorization.k8s.io/v1", "SelfSubjectAccessReview");
        review.putObject("spec")
                .putObject("resourceAttributes")
                .put("verb", verb)
                .put("group", group)
                .put("resource", resource)
                .put("namespace", namespace);
        return review.toString();
    }
}
