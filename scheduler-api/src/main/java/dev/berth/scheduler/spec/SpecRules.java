package dev.berth.scheduler.spec;

import dev.berth.scheduler.error.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every rule a spec has to keep by itself, without a backend (rule VAL-1). Nothing here throws, whatever the parts
 * hold: each violation is a problem with its path.
 */
final class SpecRules {
    private static final int LONGEST_DISCOVERY_NAME = 63;

    private SpecRules() {}

    static List<Problem> check(WorkloadSpec spec) {
        List<Problem> problems = new ArrayList<>();
        Findings findings = Findings.root(problems);
        ModeRules.check(spec.mode(), findings.field("mode"));
        tasks(spec, findings.field("tasks"));
        PlacementRules.check(spec.placement(), findings.field("placement"));
        PolicyRules.check(spec, findings);
        VolumeRules.check(spec.volumes(), findings.field("volumes"));
        NetworkRules.check(spec.network(), findings.field("network"));
        spec.discoveryName()
                .ifPresent(name -> DnsLabel.check(name, LONGEST_DISCOVERY_NAME, findings.field("discoveryName")));
        spec.nodeLossWait().ifPresent(findings.field("nodeLossWait")::notNegative);
        LabelRules.labels(spec.labels(), findings.field("labels"));
        LabelRules.annotations(spec.annotations(), findings.field("annotations"));
        OverrideRules.check(spec.overrides(), findings.field("overrides"));
        SizeRules.check(spec, findings);
        return List.copyOf(problems);
    }

    private static void tasks(WorkloadSpec spec, Findings findings) {
        long mains = spec.tasks().stream()
                .filter(task -> task.role() == Task.Role.MAIN)
                .count();
        if (mains != 1) {
            findings.refuse("tasks must have exactly one of role main, not " + mains);
        }
        Map<String, Integer> names = new HashMap<>();
        for (int i = 0; i < spec.tasks().size(); i++) {
            Task task = spec.tasks().get(i);
            Findings place = findings.item(i);
            Integer earlier = names.putIfAbsent(task.name(), i);
            if (earlier != null) {
                place.field("name").refuse(task.name(), "must be unique, tasks[" + earlier + "] has it too");
            }
            TaskRules.check(task, spec, place);
        }
        PortRules.across(spec.tasks(), findings);
    }
}
