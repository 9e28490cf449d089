package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.TaskFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of a container, each from a config or a secret that is named here. Whoever sends the document adds the ids, which
 * an engine wants and nobody knows beforehand.
 */
final class FileForm {
    private static final Pattern NUMBERS = Pattern.compile("([0-9]+)(?::([0-9]+))?");

    private FileForm() {}

    static ArrayNode configs(Task task, FileNames names) {
        ArrayNode configs = Json.array();
        for (TaskFile file : task.files()) {
            if (file instanceof TaskFile.Config config) {
                ObjectNode reference = Json.object();
                reference.set("File", target(file, task));
                configs.add(reference.put("ConfigName", names.of(config.content())));
            }
        }
        return configs;
    }

    static ArrayNode secrets(Task task) {
        ArrayNode secrets = Json.array();
        for (TaskFile file : task.files()) {
            if (file instanceof TaskFile.Secret secret) {
                ObjectNode reference = Json.object();
                reference.set("File", target(file, task));
                secrets.add(reference.put("SecretName", name(secret.reference())));
            }
        }
        return secrets;
    }

    /** A secret of a swarm is one value: the value of a key is a secret of its own. */
    private static String name(SecretReference reference) {
        return reference.key().isEmpty() ? reference.name() : reference.name() + "." + reference.key();
    }

    /** Owned by the user of the task where that is a number, so that it can read what only its owner may. */
    private static ObjectNode target(TaskFile file, Task task) {
        Matcher user = NUMBERS.matcher(task.user().orElse("0"));
        boolean known = user.matches();
        String group = known && user.group(2) != null ? user.group(2) : "0";
        return Json.object()
                .put("Name", file.path())
                .put("UID", known ? user.group(1) : "0")
                .put("GID", group)
                .put("Mode", file.mode());
    }
}
