package dev.berth.scheduler.k8s.check;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.core.adapter.Problems;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.k8s.render.Labels;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.Map;
import java.util.regex.Pattern;

/** Names that become those of objects, and keys of labels that are put below a domain of Berth's. */
final class NameCheck {
    private static final Pattern SERVICE = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");

    private NameCheck() {}

    static void check(WorkloadSpec spec, Problems problems) {
        spec.discoveryName()
                .filter(name -> !SERVICE.matcher(name).matches())
                .ifPresent(name -> problems.below("discoveryName")
                        .refuse(
                                Capabilities.NETWORK_DISCOVERY_NAME,
                                "discoveryName (=" + name + ") must begin with a letter, as a Service's name does"));
        keys(spec.labels(), Labels.USER_LABELS, problems.below("labels"));
        keys(spec.annotations(), Labels.USER_ANNOTATIONS, problems.below("annotations"));
    }

    private static void keys(Map<String, String> texts, String domain, Problems problems) {
        texts.keySet().stream()
                .filter(key -> !Labels.fits(domain, key))
                .forEach(key -> problems.below(key)
                        .refuse(
                                ErrorCode.INVALID,
                                "the key (=" + key + ") must have a domain that leaves room for '." + domain + "'"));
    }
}
