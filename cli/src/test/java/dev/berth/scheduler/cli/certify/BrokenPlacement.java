package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Resources;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.tck.rule.Rule;
import java.util.List;
import java.util.function.BiConsumer;

/** Backends that put instances where they don't belong. */
final class BrokenPlacement {
    static final List<Mutant> ALL = List.of(
            Mutant.placing(
                    Rule.PLC_1,
                    "NOT_EQUALS wants the attribute to be there",
                    placement -> keeping(
                            placement,
                            (kept, given) -> given.constraints().forEach(one -> {
                                kept.constraint(one);
                                if (one.operator() == Constraint.Operator.NOT_EQUALS) {
                                    kept.constraint(Constraint.exists(one.attribute()));
                                }
                            }))),
            Mutant.rendering(
                    Rule.PLC_1,
                    "a constraint is dropped during a rollout",
                    (spec, revision) -> revision == 1
                            ? spec
                            : spec.toBuilder()
                                    .placement(keeping(spec.placement(), (kept, given) -> {}))
                                    .build()),
            Mutant.placing(
                    Rule.PLC_2,
                    "instances that keep apart are put together",
                    placement -> dropping(placement, Part.ANTI_AFFINITIES)),
            Mutant.placing(
                    Rule.PLC_2,
                    "the maximum per node is one more than asked for",
                    placement -> placement.maximumPerNode().isPresent()
                            ? placement.toBuilder()
                                    .maximumPerNode(placement.maximumPerNode().getAsInt() + 1)
                                    .build()
                            : placement),
            Mutant.placing(Rule.PLC_3, "affinity is forgotten", placement -> dropping(placement, Part.AFFINITIES)),
            Mutant.placing(Rule.PLC_4, "preferences are forgotten", placement -> dropping(placement, Part.PREFERENCES)),
            Mutant.placing(Rule.PLC_5, "spread is forgotten", placement -> dropping(placement, Part.SPREADS)),
            Mutant.placing(
                    Rule.PLC_5,
                    "what is to be spread is put on one node",
                    placement -> placement.spreads().isEmpty()
                            ? placement
                            : Placement.builder()
                                    .constraint(Constraint.equalTo(NodeAttribute.NODE_ID, "one"))
                                    .build()),
            Mutant.tasks(
                    Rule.PLC_7,
                    "what is requested is not counted",
                    task -> task.toBuilder()
                            .resources(new Resources(
                                    ResourceAmounts.NONE, task.resources().limits()))
                            .build()),
            Mutant.tasks(
                    Rule.PLC_7,
                    "of what is requested only CPU is counted",
                    task -> task.toBuilder()
                            .resources(new Resources(
                                    onlyCpu(task.resources().requests()),
                                    task.resources().limits()))
                            .build()),
            Mutant.nodes(Rule.NOD_2, "a cordon is noted and not kept", "schedulable", (arguments, proceed) -> {
                NodeId node = (NodeId) arguments.get(0);
                return proceed.with(List.of(node, true));
            }));

    private enum Part {
        PREFERENCES,
        AFFINITIES,
        ANTI_AFFINITIES,
        SPREADS
    }

    private BrokenPlacement() {}

    private static ResourceAmounts onlyCpu(ResourceAmounts amounts) {
        return amounts.cpu()
                .map(cpu -> ResourceAmounts.builder().cpu(cpu).build())
                .orElse(ResourceAmounts.NONE);
    }

    private static Placement dropping(Placement placement, Part dropped) {
        return keeping(placement, (kept, given) -> {
            given.constraints().forEach(kept::constraint);
            given.preferences().stream()
                    .filter(one -> dropped != Part.PREFERENCES)
                    .forEach(kept::preference);
            given.affinities().stream()
                    .filter(one -> dropped != Part.AFFINITIES)
                    .forEach(kept::affinity);
            given.antiAffinities().stream()
                    .filter(one -> dropped != Part.ANTI_AFFINITIES)
                    .forEach(kept::antiAffinity);
            given.spreads().stream().filter(one -> dropped != Part.SPREADS).forEach(kept::spread);
            given.maximumPerNode().ifPresent(kept::maximumPerNode);
        });
    }

    private static Placement keeping(Placement placement, BiConsumer<Placement.Builder, Placement> copy) {
        Placement.Builder kept = Placement.builder();
        copy.accept(kept, placement);
        return kept.build();
    }
}
