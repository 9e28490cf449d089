package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.Volume;
import dev.berth.scheduler.spec.WorkloadSpec;

/** Volumes of a pod, and where a container sees them. */
final class VolumeForm {
    private VolumeForm() {}

    static ArrayNode volumes(WorkloadSpec spec, FileNames names) {
        ArrayNode volumes = Json.array();
        spec.volumes().forEach(volume -> volumes.add(volume(volume)));
        FileForm.volumes(volumes, spec.tasks(), names);
        return volumes;
    }

    static ArrayNode mounts(Task task) {
        ArrayNode mounts = Json.array();
        for (Mount mount : task.mounts()) {
            ObjectNode node = Json.object().put("name", mount.volume()).put("mountPath", mount.path());
            if (mount.readOnly()) {
                node.put("readOnly", true);
            }
            mounts.add(node);
        }
        FileForm.mounts(mounts, task);
        return mounts;
    }

    private static ObjectNode volume(Volume volume) {
        ObjectNode node = Json.object().put("name", volume.name());
        if (volume instanceof Volume.HostPath host) {
            node.set("hostPath", Json.object().put("path", host.path()));
        } else if (volume instanceof Volume.Named named) {
            node.set("persistentVolumeClaim", Json.object().put("claimName", named.source()));
        } else if (volume instanceof Volume.Ephemeral ephemeral) {
            ObjectNode directory = Json.object();
            ephemeral.size().ifPresent(size -> directory.put("sizeLimit", Quantity.of(size)));
            node.set("emptyDir", directory);
        }
        return node;
    }
}
