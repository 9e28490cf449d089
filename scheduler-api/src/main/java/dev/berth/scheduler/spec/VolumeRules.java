package dev.berth.scheduler.spec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Rules of volumes. */
final class VolumeRules {
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_SOURCE = 253;
    private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

    private VolumeRules() {}

    static void check(List<Volume> volumes, Findings findings) {
        Map<String, Integer> names = new HashMap<>();
        for (int i = 0; i < volumes.size(); i++) {
            Volume volume = volumes.get(i);
            Findings place = findings.item(i);
            DnsLabel.check(volume.name(), LONGEST_NAME, place.field("name"));
            Integer earlier = names.putIfAbsent(volume.name(), i);
            place.field("name")
                    .require(earlier == null, volume.name(), "must be unique, volumes[" + earlier + "] has it too");
            kind(volume, place);
        }
    }

    private static void kind(Volume volume, Findings findings) {
        if (volume instanceof Volume.HostPath host) {
            findings.field("hostPath").absolutePath(host.path());
        } else if (volume instanceof Volume.Named named) {
            findings.field("named")
                    .matches(
                            SOURCE,
                            LONGEST_SOURCE,
                            named.source(),
                            "letters, digits, '_', '.' and '-', with a letter or digit first");
        } else if (volume instanceof Volume.Ephemeral ephemeral) {
            ephemeral
                    .size()
                    .ifPresent(size -> findings.field("ephemeral")
                            .field("size")
                            .require(size.bytes() > 0, size, "must be more than 0"));
        }
    }
}
