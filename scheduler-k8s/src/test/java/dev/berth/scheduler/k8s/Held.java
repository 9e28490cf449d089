package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.ConfigMapObject;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.k8s.render.ManifestText;
import dev.berth.scheduler.plan.NativeObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Objects as a server would have them: what Berth renders, with what the server adds. */
final class Held {
    private Held() {}

    /** With a uid and a first resourceVersion, seen by its controller. */
    static ObjectNode stored(NativeObject wanted) {
        ObjectNode manifest = ManifestText.read(wanted.document());
        metadata(manifest)
                .put("uid", "uid-of-" + wanted.name())
                .put("resourceVersion", "7")
                .put("generation", 1);
        manifest.putObject("status").put("observedGeneration", 1);
        return manifest;
    }

    static ObjectNode metadata(ObjectNode manifest) {
        return manifest.get("metadata") instanceof ObjectNode metadata ? metadata : manifest.putObject("metadata");
    }

    static ObjectNode deleting(ObjectNode manifest) {
        metadata(manifest).put("deletionTimestamp", "2026-11-20T22:00:00Z");
        return manifest;
    }

    static ServerObject object(ObjectNode manifest) {
        return ServerObject.of(ObjectKind.of(manifest.path("kind").asText()), one(Codec.MANIFESTS, manifest));
    }

    static ConfigMapObject config(ObjectNode manifest) {
        return one(Codec.CONFIG_MAPS, manifest);
    }

    /** A pod of this one, without a node. */
    static ObjectNode pod(ObjectNode maker, String name) {
        ObjectNode pod = Json.object();
        ObjectNode template = maker.get("kind").asText().equals("PodTemplate")
                ? (ObjectNode) maker.get("template")
                : (ObjectNode) maker.get("spec").get("template");
        pod.set("metadata", template.get("metadata").deepCopy());
        pod.set("spec", template.get("spec").deepCopy());
        metadata(pod)
                .put("name", name)
                .put("namespace", maker.at("/metadata/namespace").asText())
                .put("uid", "uid-of-" + name)
                .put("creationTimestamp", "2026-11-20T21:00:00Z");
        boolean deployment = maker.get("kind").asText().equals("Deployment");
        ArrayNode owners = metadata(pod).putArray("ownerReferences");
        owners.addObject()
                .put("kind", deployment ? "ReplicaSet" : maker.get("kind").asText())
                .put("name", maker.at("/metadata/name").asText() + (deployment ? "-6fb46f5d5c" : ""))
                .put(
                        "uid",
                        deployment
                                ? "of-a-replica-set"
                                : maker.at("/metadata/uid").asText());
        pod.putObject("status").put("phase", "Pending");
        return pod;
    }

    static PodObject pod(ObjectNode pod) {
        return one(Codec.PODS, pod);
    }

    static <T> T one(Codec<T> codec, ObjectNode document) {
        try {
            return codec.one(new ByteArrayInputStream(document.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
