package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Resources;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.tck.backend.NotProvokable;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import dev.berth.scheduler.tck.trial.View;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/** What doesn't fit: it waits, says why in numbers, and is placed when it fits. */
final class CapacityTests {
    @RuleTest(Rule.PLC_6)
    void whatFitsNowhereIsPendingWithNumbersAndPlacedOnceItFits(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        int nodes = trial.scheduler().nodes().list().size();
        ProbeSpec nowhere = trial.probe("web")
                .replicas(2)
                .placement(Placement.builder().constraint(Constraint.equalTo(NodeAttribute.NODE_ID, "nowhere")));
        trial.apply(nowhere);
        View view = trial.await(
                "it is pending and says why",
                now -> now.isIn(id, Phase.PENDING)
                        && now.workload(id)
                                .filter(one -> one.status().explanation().isPresent())
                                .isPresent());
        Explanation why = view.workload(id).orElseThrow().status().explanation().orElseThrow();
        Expect.equal(nodes, why.nodes(), "the number of nodes in the explanation");
        Expect.that(!why.reasons().isEmpty(), "the explanation is to have reasons");
        Expect.that(
                why.reasons().stream().allMatch(reason -> reason.count() >= 1 && reason.count() <= nodes),
                "each reason counts nodes: " + why);
        Expect.equal(0, view.workload(id).orElseThrow().status().placed(), "the number placed");
        trial.run(trial.probe("web").replicas(2));
    }

    @RuleTest(value = Rule.PLC_6, needs = "anti-affinity.other", nodes = 2)
    void whatWaitsForAPlaceIsPlacedWhenThereIsOne(Trial trial) throws InterruptedException {
        WorkloadId waiting = trial.id("waiting");
        WorkloadId inTheWay = trial.id("in-the-way");
        String node = trial.nodes().get(0).id().value();
        Placement.Builder there = Placement.builder().constraint(Constraint.equalTo(NodeAttribute.NODE_ID, node));
        trial.run(trial.probe("in-the-way").placement(there));
        trial.apply(trial.probe("waiting")
                .placement(NeighbourTests.apartFrom(inTheWay)
                        .constraint(Constraint.equalTo(NodeAttribute.NODE_ID, node))));
        trial.await("it waits", view -> NeighbourTests.waiting(view.instances(waiting)) == 1);
        trial.scheduler().workloads().remove(inTheWay);
        trial.stable(waiting);
    }

    @RuleTest(value = Rule.PLC_7, needs = "resources.request.cpu", alone = true)
    void noNodeIsGivenMoreCpuThanItHas(Trial trial) throws InterruptedException {
        fill(
                trial,
                "CPU",
                has -> has.cpu().map(Cpu::millicores),
                half -> ResourceAmounts.builder().cpu(new Cpu(half)));
    }

    @RuleTest(value = Rule.PLC_7, needs = "resources.request.memory", alone = true)
    void noNodeIsGivenMoreMemoryThanItHas(Trial trial) throws InterruptedException {
        fill(
                trial,
                "memory",
                has -> has.memory().map(Memory::bytes),
                half -> ResourceAmounts.builder().memory(new Memory(half)));
    }

    @RuleTest(value = Rule.PLC_7, needs = "resources.request.disk", alone = true)
    void noNodeIsGivenMoreDiskThanItHas(Trial trial) throws InterruptedException {
        fill(
                trial,
                "disk",
                has -> has.disk().map(Memory::bytes),
                half -> ResourceAmounts.builder().disk(new Memory(half)));
    }

    @RuleTest(value = Rule.PLC_7, needs = "resources.request.gpu", alone = true)
    void noNodeIsGivenMoreGpusThanItHas(Trial trial) throws InterruptedException {
        fill(
                trial,
                "GPUs",
                CapacityTests::gpus,
                half -> ResourceAmounts.builder().gpus((int) half));
    }

    private static Optional<Long> gpus(ResourceAmounts amounts) {
        return amounts.gpus().isPresent() ? Optional.of((long) amounts.gpus().getAsInt()) : Optional.empty();
    }

    /** Of what asks for more than half of the largest node, no node has room for two. */
    private static void fill(
            Trial trial,
            String what,
            Function<ResourceAmounts, Optional<Long>> amount,
            LongFunction<ResourceAmounts.Builder> asking)
            throws InterruptedException {
        WorkloadId id = trial.id("web");
        List<Node> nodes = trial.nodes();
        long largest = nodes.stream()
                .flatMap(node -> amount.apply(node.allocatable()).stream())
                .mapToLong(Long::longValue)
                .filter(has -> has > 0)
                .max()
                .orElseThrow(() -> new NotProvokable("no node says that it has any " + what));
        Resources half = new Resources(asking.apply(largest / 2 + 1).build(), ResourceAmounts.NONE);
        trial.apply(trial.probe("web").replicas(nodes.size() + 1).task(task -> task.resources(half)));
        View view = trial.await(
                "as many run as there is room for",
                now -> now.workload(id)
                                .filter(one -> one.status().explanation().isPresent())
                                .isPresent()
                        && now.ready(id).size() + NeighbourTests.waiting(now.instances(id)) == nodes.size() + 1);
        Expect.that(!view.ready(id).isEmpty(), "some are to run");
        Expect.that(view.ready(id).size() <= nodes.size(), "no node has room for two");
    }
}
