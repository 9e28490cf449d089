package dev.berth.scheduler.tck.oracle;

import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who may be beside whom: maximum per node and required (anti-)affinity (rules PLC-2 and PLC-3). */
final class Neighbours {
    private final Ledger ledger;
    private final boolean duringRollouts;

    /** @param duringRollouts whether instances of different revisions keep away from each other, too */
    Neighbours(Ledger ledger, boolean duringRollouts) {
        this.ledger = ledger;
        this.duringRollouts = duringRollouts;
    }

    List<String> wrong(Picture picture) {
        List<String> wrong = new ArrayList<>();
        for (WorkloadId id : picture.workloads().keySet()) {
            ledger.latest(id)
                    .map(Ledger.Asked::spec)
                    .map(WorkloadSpec::placement)
                    .ifPresent(placement -> {
                        crowded(picture, id, placement, wrong);
                        placement.antiAffinities().stream()
                                .filter(Affinity::required)
                                .forEach(apart -> apart(picture, id, apart, wrong));
                        placement.affinities().stream()
                                .filter(Affinity::required)
                                .forEach(near -> together(picture, id, near, wrong));
                    });
        }
        return wrong;
    }

    private void crowded(Picture picture, WorkloadId id, Placement placement, List<String> wrong) {
        placement.maximumPerNode().ifPresent(maximum -> bound(picture, id, "node.id", maximum, wrong));
    }

    private void bound(Picture picture, WorkloadId id, String attribute, int maximum, List<String> wrong) {
        judged(picture, id)
                .forEach((group, instances) -> instances.stream()
                        .flatMap(one -> picture.attribute(one, attribute).stream())
                        .collect(Collectors.groupingBy(value -> value, Collectors.counting()))
                        .forEach((value, count) -> {
                            if (count > maximum) {
                                wrong.add("PLC-2: " + count + " instances of " + id + " in " + attribute + " " + value
                                        + ", not " + maximum);
                            }
                        }));
    }

    /** Those that have to mind each other: all, or those of one revision. */
    private Map<Long, List<Instance>> judged(Picture picture, WorkloadId id) {
        return picture.placed(id).stream()
                .filter(one -> ledger.spec(id, one.revision()).isPresent())
                .collect(Collectors.groupingBy(one -> duringRollouts ? 0L : one.revision()));
    }

    private void apart(Picture picture, WorkloadId id, Affinity apart, List<String> wrong) {
        String attribute = apart.topology().name();
        if (apart.workload().equals(id)) {
            bound(picture, id, attribute, 1, wrong);
            return;
        }
        List<String> theirs = domains(picture, apart.workload(), attribute);
        for (String mine : domains(picture, id, attribute)) {
            if (theirs.contains(mine)) {
                wrong.add("PLC-2: " + id + " and " + apart.workload() + " are both in " + attribute + " " + mine);
            }
        }
    }

    private void together(Picture picture, WorkloadId id, Affinity near, List<String> wrong) {
        String attribute = near.topology().name();
        List<String> theirs = domains(picture, near.workload(), attribute);
        boolean self = near.workload().equals(id);
        if (self && theirs.size() > 1) {
            wrong.add("PLC-3: " + id + " is to be with itself and is in " + attribute + " " + theirs);
        }
        Optional<Ledger.Asked> peer = ledger.latest(near.workload());
        if (!self && peer.filter(asked -> !asked.disturbed() && !asked.shrunk()).isPresent()) {
            for (String mine : domains(picture, id, attribute)) {
                if (!theirs.contains(mine)) {
                    wrong.add("PLC-3: " + id + " is in " + attribute + " " + mine + " where no " + near.workload()
                            + " is");
                }
            }
        }
    }

    private static List<String> domains(Picture picture, WorkloadId id, String attribute) {
        return picture.placed(id).stream()
                .flatMap(one -> picture.attribute(one, attribute).stream())
                .distinct()
                .sorted()
                .toList();
    }
}
