package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.Volume;
import dev.berth.scheduler.spec.WorkloadSpec;

/** Volumes where the task mounts them. An engine expands sources and targets as templates. */
final class MountForm {
    private MountForm() {}

    static ArrayNode of(WorkloadSpec spec) {
        ArrayNode mounts = Json.array();
        spec.main().mounts().forEach(mount -> mounts.add(mounted(mount, volume(mount, spec))));
        return mounts;
    }

    private static Volume volume(Mount mount, WorkloadSpec spec) {
        return spec.volumes().stream()
                .filter(volume -> volume.name().equals(mount.volume()))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode mounted(Mount mount, Volume volume) {
        ObjectNode node = Json.object();
        if (volume instanceof Volume.HostPath host) {
            node.put("Type", "bind").put("Source", GoTemplate.literal(host.path()));
        } else if (volume instanceof Volume.Named named) {
            node.put("Type", "volume").put("Source", named.source());
        } else {
            // In memory: a volume without a name could only be written by root, or begins with what the image holds
            // there.
            node.put("Type", "tmpfs");
        }
        node.put("Target", GoTemplate.literal(mount.path()));
        if (mount.readOnly()) {
            node.put("ReadOnly", true);
        }
        if (volume instanceof Volume.Ephemeral ephemeral) {
            ephemeral
                    .size()
                    .ifPresent(size -> node.set("TmpfsOptions", Json.object().put("SizeBytes", size.bytes())));
        }
        return node;
    }
}
