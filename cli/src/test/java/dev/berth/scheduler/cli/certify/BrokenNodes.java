package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.Nodes;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.Means;
import dev.berth.scheduler.tck.rule.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** Backends that don't see what happens to nodes, or do the wrong thing then. */
final class BrokenNodes {
    static final List<Mutant> ALL = List.of(
            placing(
                    Mode.Kind.GLOBAL,
                    "a node that doesn't match has an instance, too",
                    placement -> Placement.builder().build()),
            placing(Mode.Kind.GLOBAL, "one node that matches is left out", BrokenNodes::withoutTheSecond),
            placing(Mode.Kind.GLOBAL_BATCH, "a batch leaves out one node that matches", BrokenNodes::withoutTheSecond),
            blind(
                    Rule.GLB_1,
                    "a node that is relabelled is not followed",
                    Environment.Relabelling.class,
                    "relabelling",
                    "set"),
            Mutant.rendering(
                    Rule.NOD_3,
                    "what is on a lost node is never replaced",
                    spec -> spec.toBuilder()
                            .nodeLossWait(Optional.of(Duration.ofDays(1)))
                            .build()),
            Mutant.rendering(
                    Rule.NOD_3,
                    "a lost node is not waited for",
                    spec -> spec.toBuilder()
                            .nodeLossWait(Optional.of(Duration.ofMillis(1)))
                            .build()),
            blind(
                    Rule.NOD_3,
                    "the older copy is left when its node is back",
                    Environment.NodeCut.class,
                    "nodeCut",
                    "heal"),
            Falsified.instances(Rule.NOD_3, "what is on a lost node is called ready", BrokenNodes::ready),
            Falsified.instances(Rule.NOD_3, "what is on a lost node is said to have completed", BrokenNodes::completed),
            draining(
                    "a drain ends all at once",
                    (simulation, node) -> simulation.cluster().running().stream()
                            .filter(launch -> node.equals(launch.environment().get("BERTH_NODE")))
                            .forEach(simulation.cluster()::kill)),
            Mutant.nodes(Rule.NOD_2, "a drain moves nothing", "drain", (arguments, proceed) -> null));

    private BrokenNodes() {}

    private static Mutant placing(Mode.Kind mode, String lie, UnaryOperator<Placement> change) {
        return Mutant.rendering(Rule.GLB_1, lie, spec -> spec.mode().kind() == mode ? placed(spec, change) : spec);
    }

    private static WorkloadSpec placed(WorkloadSpec spec, UnaryOperator<Placement> change) {
        return spec.toBuilder().placement(change.apply(spec.placement())).build();
    }

    private static Placement withoutTheSecond(Placement placement) {
        return placement.toBuilder()
                .constraint(Constraint.notEqualTo(NodeAttribute.NODE_ID, "two"))
                .build();
    }

    /** Doesn't hear of something that happens to nodes. */
    private static <T> Mutant blind(Rule rule, String lie, Class<T> type, String means, String unheard) {
        return new Mutant(rule, lie, new Mutant.Layers() {
            @Override
            public Environment environment(Environment honest, SimulatedUnderTest simulation) {
                return Intercepted.answering(
                        Environment.class,
                        honest,
                        means,
                        way -> Means.by(Intercepted.calling(
                                type, type.cast(((Means<?>) way).get()), unheard, (arguments, proceed) -> null)));
            }
        });
    }

    private static Instance ready(Instance instance) {
        return instance.state() == InstanceState.LOST
                ? instance.toBuilder().state(InstanceState.RUNNING).ready(true).build()
                : instance;
    }

    private static Instance completed(Instance instance) {
        return instance.state() == InstanceState.LOST
                ? instance.toBuilder().state(InstanceState.COMPLETED).build()
                : instance;
    }

    private static Mutant draining(String lie, BiConsumer<SimulatedUnderTest, String> sabotage) {
        return new Mutant(Rule.NOD_2, lie, new Mutant.Layers() {
            @Override
            public Scheduler scheduler(Scheduler honest, SimulatedUnderTest simulation) {
                return Mutant.within(
                        honest,
                        inner -> Intercepted.answering(
                                Scheduler.class,
                                inner,
                                "nodes",
                                all -> Intercepted.calling(Nodes.class, (Nodes) all, "drain", (arguments, proceed) -> {
                                    Object answer = proceed.with(arguments);
                                    sabotage.accept(simulation, ((NodeId) arguments.get(0)).value());
                                    return answer;
                                })));
            }
        });
    }
}
