package dev.berth.scheduler.tck.oracle;

import dev.berth.scheduler.spec.Spread;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Required spread over the domains that can be used, while nothing was taken away (rule PLC-5). */
final class Spreads {
    private final Ledger ledger;

    Spreads(Ledger ledger) {
        this.ledger = ledger;
    }

    List<String> wrong(Picture picture) {
        List<String> wrong = new ArrayList<>();
        picture.workloads()
                .forEach((id, workload) -> ledger.latest(id)
                        .filter(asked -> workload.status().phase() == Phase.STABLE
                                && !asked.disturbed()
                                && !asked.pending()
                                && !asked.shrunk())
                        .map(Ledger.Asked::spec)
                        .ifPresent(spec -> spec.placement().spreads().stream()
                                .filter(Spread::required)
                                .forEach(spread -> check(picture, id, spec, spread, wrong))));
        return wrong;
    }

    private static void check(Picture picture, WorkloadId id, WorkloadSpec spec, Spread spread, List<String> wrong) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Node node : picture.nodes().values()) {
            String domain = node.attributes().get(spread.attribute().name());
            if (domain != null && usable(node, spec)) {
                counts.putIfAbsent(domain, 0);
            }
        }
        picture.placed(id).stream()
                .flatMap(one -> picture.attribute(one, spread.attribute().name()).stream())
                .forEach(domain -> counts.merge(domain, 1, Integer::sum));
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        int least = counts.values().stream().mapToInt(Integer::intValue).min().orElse(0);
        if (most - least > spread.maximumSkew()) {
            wrong.add("PLC-5: " + id + " is spread over " + spread.attribute() + " as " + counts + ", more than "
                    + spread.maximumSkew() + " apart");
        }
    }

    private static boolean usable(Node node, WorkloadSpec spec) {
        return node.state() == Node.State.READY
                && node.schedulable()
                && spec.placement().constraints().stream().allMatch(condition -> Conditions.hold(condition, node));
    }
}
