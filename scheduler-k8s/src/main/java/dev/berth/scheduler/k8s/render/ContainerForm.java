package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.time.Duration;
import java.util.List;

/** A container of a pod. */
final class ContainerForm {
    private ContainerForm() {}

    static ObjectNode of(Task task, WorkloadSpec spec) {
        ImageArtifact image = image(task);
        ObjectNode node = Json.object().put("name", task.name()).put("image", image.image());
        node.put("imagePullPolicy", pullPolicy(image.pullPolicy()));
        if (task.role() == Task.Role.SIDECAR) {
            node.put("restartPolicy", "Always");
        }
        put(node, "command", words(image.entrypoint()));
        put(node, "args", words(image.arguments()));
        task.workingDirectory().ifPresent(path -> node.put("workingDir", path));
        put(node, "env", EnvironmentForm.of(task, spec));
        put(node, "ports", ports(task));
        ObjectNode resources = ResourceForm.of(task.resources());
        if (!resources.isEmpty()) {
            node.set("resources", resources);
        }
        put(node, "volumeMounts", VolumeForm.mounts(task));
        probes(node, task);
        task.user().ifPresent(user -> node.set("securityContext", user(user)));
        return node;
    }

    /** The first variant that Kubernetes can run. */
    static ImageArtifact image(Task task) {
        return task.artifacts().stream()
                .filter(ImageArtifact.class::isInstance)
                .map(ImageArtifact.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "task '" + task.name() + "' has no image; it is refused before it is rendered"));
    }

    private static String pullPolicy(ImageArtifact.PullPolicy policy) {
        return switch (policy) {
            case IF_ABSENT -> "IfNotPresent";
            case ALWAYS -> "Always";
            case NEVER -> "Never";
        };
    }

    private static ArrayNode words(List<String> words) {
        return Json.array(words.stream().map(Literal::of).toList());
    }

    private static ArrayNode ports(Task task) {
        ArrayNode ports = Json.array();
        for (Port port : task.ports()) {
            int number = port.number().orElseThrow();
            ObjectNode node = Json.object().put("name", port.name()).put("containerPort", number);
            if (port.reach() == Port.Reach.FIXED) {
                node.put("hostPort", number);
            }
            ports.add(node.put("protocol", port.protocol().name()));
        }
        return ports;
    }

    private static void probes(ObjectNode node, Task task) {
        Duration grace = task.health().startupGrace();
        task.health().liveness().ifPresent(probe -> node.set("livenessProbe", ProbeForm.of(probe, task, grace)));
        task.health().readiness().ifPresent(probe -> readiness(node, probe, task));
    }

    private static void readiness(ObjectNode node, Probe probe, Task task) {
        // A readiness that fails has no consequence but that, so nothing has to be waited for.
        node.set("readinessProbe", ProbeForm.of(probe, task, Duration.ZERO));
        // What follows a sidecar waits for this one only.
        if (task.role() == Task.Role.SIDECAR) {
            node.set("startupProbe", ProbeForm.startup(probe, task));
        }
    }

    private static ObjectNode user(String user) {
        int colon = user.indexOf(':');
        ObjectNode context = Json.object();
        context.put("runAsUser", Long.parseLong(colon < 0 ? user : user.substring(0, colon)));
        if (colon >= 0) {
            context.put("runAsGroup", Long.parseLong(user.substring(colon + 1)));
        }
        return context;
    }

    private static void put(ObjectNode node, String field, ArrayNode values) {
        if (!values.isEmpty()) {
            node.set(field, values);
        }
    }
}
