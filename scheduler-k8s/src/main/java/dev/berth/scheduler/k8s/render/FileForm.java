package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.TaskFile;
import java.util.List;

/** Files of a container: a volume for each, of which one path is mounted, so that its directory stays the image's. */
public final class FileForm {
    /** How the names of these volumes begin; a spec's volumes have other names. */
    public static final String VOLUME_PREFIX = "berth-file-";

    private FileForm() {}

    static void volumes(ArrayNode volumes, List<Task> tasks, FileNames names) {
        for (Task task : tasks) {
            for (int i = 0; i < task.files().size(); i++) {
                volumes.add(volume(volumeName(task, i), task.files().get(i), names));
            }
        }
    }

    static void mounts(ArrayNode mounts, Task task) {
        for (int i = 0; i < task.files().size(); i++) {
            mounts.add(Json.object()
                    .put("name", volumeName(task, i))
                    .put("mountPath", task.files().get(i).path())
                    .put("subPath", ConfigMapForm.KEY)
                    .put("readOnly", true));
        }
    }

    private static ObjectNode volume(String name, TaskFile file, FileNames names) {
        ObjectNode volume = Json.object().put("name", name);
        if (file instanceof TaskFile.Config config) {
            ObjectNode source = Json.object().put("name", names.of(config.content()));
            volume.set("configMap", source.set("items", items(ConfigMapForm.KEY, file.mode())));
        } else if (file instanceof TaskFile.Secret secret) {
            ObjectNode source =
                    Json.object().put("secretName", secret.reference().name());
            volume.set("secret", source.set("items", items(secret.reference().key(), file.mode())));
        }
        return volume;
    }

    private static ArrayNode items(String key, int mode) {
        return Json.array()
                .add(Json.object()
                        .put("key", key)
                        .put("path", ConfigMapForm.KEY)
                        .put("mode", mode));
    }

    private static String volumeName(Task task, int index) {
        return VOLUME_PREFIX + task.name() + "-" + index;
    }
}
