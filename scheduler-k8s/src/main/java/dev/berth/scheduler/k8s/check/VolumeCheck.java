package dev.berth.scheduler.k8s.check;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.core.adapter.Problems;
import dev.berth.scheduler.k8s.render.FileForm;
import dev.berth.scheduler.spec.Volume;
import java.util.List;

/** Volumes of a workload. */
final class VolumeCheck {
    private VolumeCheck() {}

    static void check(List<Volume> volumes, Problems problems) {
        for (int i = 0; i < volumes.size(); i++) {
            Volume volume = volumes.get(i);
            Problems place = problems.item("volumes", i);
            place.below("name")
                    .refuseIf(
                            volume.name().startsWith(FileForm.VOLUME_PREFIX),
                            capability(volume),
                            "name (=" + volume.name() + ") must not begin with " + FileForm.VOLUME_PREFIX
                                    + ", as the volumes of files do");
            if (volume instanceof Volume.Named named) {
                place.below("named")
                        .refuseIf(
                                !Texts.isSubdomain(named.source()),
                                Capabilities.VOLUME_NAMED,
                                "named (=" + named.source() + ") " + Texts.SUBDOMAIN_RULE);
            }
        }
    }

    private static Capability capability(Volume volume) {
        return switch (volume.kind()) {
            case HOST_PATH -> Capabilities.VOLUME_HOST_PATH;
            case NAMED -> Capabilities.VOLUME_NAMED;
            case EPHEMERAL -> Capabilities.VOLUME_EPHEMERAL;
        };
    }
}
