package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.Collection;
import java.util.Map;

/** What each container is made of. */
final class ContainerForm {
    private ContainerForm() {}

    static ObjectNode of(WorkloadSpec spec, Map<String, String> labels, FileNames names) {
        Task task = spec.main();
        ImageArtifact image = image(task);
        ObjectNode node = Json.object();
        node.put("Image", image.image());
        node.set("Labels", Labels.json(labels));
        words(node, "Command", image.entrypoint());
        words(node, "Args", image.arguments());
        put(node, "Env", Environment.of(spec));
        task.workingDirectory().ifPresent(path -> node.put("Dir", path));
        task.user().ifPresent(user -> node.put("User", user));
        put(node, "Mounts", MountForm.of(spec));
        node.put("StopSignal", "SIG" + task.stop().signal());
        node.put("StopGracePeriod", Nanoseconds.of(task.stop().grace()));
        HealthForm.of(task.health()).ifPresent(health -> node.set("Healthcheck", health));
        put(node, "Secrets", FileForm.secrets(task));
        put(node, "Configs", FileForm.configs(task, names));
        return node;
    }

    /** The first variant that Swarm can run. */
    private static ImageArtifact image(Task task) {
        return task.artifacts().stream()
                .filter(ImageArtifact.class::isInstance)
                .map(ImageArtifact.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "task '" + task.name() + "' has no image; it is refused before it is rendered"));
    }

    private static void words(ObjectNode node, String field, Collection<String> words) {
        put(node, field, Json.array(words));
    }

    private static void put(ObjectNode node, String field, ArrayNode values) {
        if (!values.isEmpty()) {
            node.set(field, values);
        }
    }
}
