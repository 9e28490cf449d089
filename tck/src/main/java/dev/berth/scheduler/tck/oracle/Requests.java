package dev.berth.scheduler.tck.oracle;

import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** That no node is given more than it has (rule PLC-7). Each amount is counted as a plain number. */
final class Requests {
    private final Ledger ledger;

    Requests(Ledger ledger) {
        this.ledger = ledger;
    }

    List<String> wrong(Picture picture) {
        Map<NodeId, long[]> used = new HashMap<>();
        for (Instance instance : picture.instances()) {
            instance.node()
                    .filter(node -> Picture.counts(instance))
                    .ifPresent(node -> ledger.spec(instance.id().workload(), instance.revision())
                            .ifPresent(spec -> add(used.computeIfAbsent(node, key -> new long[4]), spec)));
        }
        List<String> wrong = new ArrayList<>();
        picture.nodes().values().forEach(node -> {
            compare(node, used.getOrDefault(node.id(), new long[4]), "the test's requests", wrong);
            compare(node, amounts(node.allocated(), 0), "all requests", wrong);
        });
        return wrong;
    }

    /** INIT tasks have ended when MAIN runs, so they are left out: what is then claimed is at least this. */
    private static void add(long[] sum, WorkloadSpec spec) {
        for (Task task : spec.tasks()) {
            if (task.role() == Task.Role.INIT) {
                continue;
            }
            long[] more = amounts(task.resources().requests(), 0);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += more[i];
            }
        }
    }

    private static void compare(Node node, long[] used, String whose, List<String> wrong) {
        long[] there = amounts(node.allocatable(), Long.MAX_VALUE);
        String[] names = {"cpu", "memory", "disk", "gpus"};
        for (int i = 0; i < used.length; i++) {
            if (used[i] > there[i]) {
                wrong.add("PLC-7: " + whose + " come to " + used[i] + " of " + names[i] + " on " + node.id()
                        + ", which has " + there[i]);
            }
        }
    }

    private static long[] amounts(ResourceAmounts amounts, long unstated) {
        Optional<Long> gpus =
                amounts.gpus().isPresent() ? Optional.of((long) amounts.gpus().getAsInt()) : Optional.empty();
        return new long[] {
            amounts.cpu().map(Cpu::millicores).orElse(unstated),
            amounts.memory().map(Memory::bytes).orElse(unstated),
            amounts.disk().map(Memory::bytes).orElse(unstated),
            gpus.orElse(unstated)
        };
    }
}
