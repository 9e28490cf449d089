package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.scheduler.k8s.render.FileForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that pods are to find in their namespace.
 *
 * @param kind a Secret or a PersistentVolumeClaim
 * @param key of a Secret; empty where all of it is meant
 * @param path of the field of the spec that says so
 */
record Reference(ObjectKind kind, String name, String key, String path) {
    /** All of a pod's, in the order of its manifest. */
    static List<Reference> of(JsonNode pod) {
        List<Reference> found = new ArrayList<>();
        Map<String, String> mounts = new HashMap<>();
        for (String list : List.of("initContainers", "containers")) {
            for (JsonNode container : pod.path(list)) {
                String task = "tasks[" + container.path("name").asText() + "]";
                variables(container, task, found);
                container
                        .path("volumeMounts")
                        .forEach(mount -> mounts.put(mount.path("name").asText(), task));
            }
        }
        volumes(pod, mounts, found);
        for (JsonNode pull : pod.path("imagePullSecrets")) {
            found.add(new Reference(ObjectKind.SECRET, pull.path("name").asText(), "", "tasks"));
        }
        return found;
    }

    private static void variables(JsonNode container, String task, List<Reference> found) {
        for (JsonNode variable : container.path("env")) {
            JsonNode secret = variable.at("/valueFrom/secretKeyRef");
            if (secret.isObject()) {
                String path = task + ".environment." + variable.path("name").asText();
                found.add(new Reference(
                        ObjectKind.SECRET,
                        secret.path("name").asText(),
                        secret.path("key").asText(),
                        path));
            }
        }
    }

    private static void volumes(JsonNode pod, Map<String, String> mounts, List<Reference> found) {
        for (JsonNode volume : pod.path("volumes")) {
            String name = volume.path("name").asText();
            JsonNode claim = volume.at("/persistentVolumeClaim/claimName");
            if (claim.isTextual()) {
                found.add(
                        new Reference(ObjectKind.PERSISTENT_VOLUME_CLAIM, claim.asText(), "", "volumes[" + name + "]"));
            }
            if (volume.path("secret").isObject() && name.startsWith(FileForm.VOLUME_PREFIX)) {
                String secret = volume.at("/secret/secretName").asText();
                String path = mounts.getOrDefault(name, "tasks") + ".files";
                volume.at("/secret/items")
                        .forEach(item -> found.add(new Reference(
                                ObjectKind.SECRET, secret, item.path("key").asText(), path)));
            }
        }
    }
}
