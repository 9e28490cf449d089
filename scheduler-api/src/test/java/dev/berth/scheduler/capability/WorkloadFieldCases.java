package dev.berth.scheduler.capability;

import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.GlobalBatch;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NativeOverride;
import dev.berth.scheduler.spec.Network;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Preference;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.Spread;
import dev.berth.scheduler.spec.Volume;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the fields of a workload need, its tasks aside. */
final class WorkloadFieldCases {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private WorkloadFieldCases() {}

    static List<FieldCase> all() {
        return Stream.of(workload(), modes(), placement(), policies())
                .flatMap(List::stream)
                .toList();
    }

    private static List<FieldCase> workload() {
        Volume named = new Volume.Named("data", "pool");
        Volume host = new Volume.HostPath("data", "/srv");
        Volume sized = new Volume.Ephemeral("data", Optional.of(Memory.ofMebibytes(1)));
        NativeOverride override = NativeOverride.of("k", Map.of("a", 1L));
        return List.of(
                new FieldCase("WorkloadSpec.volumes", spec(named), Capabilities.VOLUME_NAMED),
                new FieldCase("Volume.HostPath.path", spec(host), Capabilities.VOLUME_HOST_PATH),
                new FieldCase("Volume.Ephemeral.size", spec(sized), Capabilities.VOLUME_EPHEMERAL_SIZE),
                new FieldCase(
                        "WorkloadSpec.network",
                        SpecVariants.spec(spec -> spec.network(Network.HOST)),
                        Capabilities.NETWORK_HOST),
                new FieldCase(
                        "Network.kind",
                        SpecVariants.spec(spec -> spec.network(Network.named("a"))),
                        Capabilities.NETWORK_NAMED),
                new FieldCase(
                        "WorkloadSpec.discoveryName",
                        SpecVariants.spec(spec -> spec.discoveryName("a")),
                        Capabilities.NETWORK_DISCOVERY_NAME),
                new FieldCase(
                        "WorkloadSpec.nodeLossWait",
                        SpecVariants.spec(spec -> spec.nodeLossWait(Optional.of(SECOND))),
                        Capabilities.NODE_LOSS_WAIT),
                new FieldCase(
                        "WorkloadSpec.overrides",
                        SpecVariants.spec(spec -> spec.override(override)),
                        Capability.override("k")));
    }

    private static WorkloadSpec spec(Volume volume) {
        return SpecVariants.spec(spec -> spec.volume(volume));
    }

    private static List<FieldCase> modes() {
        Batch pair = Batch.builder().completions(2).parallelism(2).build();
        Batch limited = Batch.builder().retries(1).deadline(SECOND).build();
        GlobalBatch global = GlobalBatch.builder().retries(1).deadline(SECOND).build();
        Cron cron = Cron.builder("* * * * *")
                .zone(ZoneId.of("Europe/Berlin"))
                .batch(pair)
                .overlap(Cron.Overlap.FORBID)
                .startingDeadline(SECOND)
                .keptRuns(1)
                .build();
        return List.of(
                mode("WorkloadSpec.mode", Mode.global(), Capabilities.MODE_GLOBAL),
                mode("Batch.completions", pair, Capabilities.BATCH_COMPLETIONS),
                mode("Batch.parallelism", pair, Capabilities.BATCH_PARALLELISM),
                mode("Batch.retries", limited, Capabilities.BATCH_RETRIES),
                mode("Batch.deadline", limited, Capabilities.BATCH_DEADLINE),
                mode("GlobalBatch.retries", global, Capabilities.BATCH_RETRIES),
                mode("GlobalBatch.deadline", global, Capabilities.BATCH_DEADLINE),
                mode("Cron.zone", cron, Capabilities.CRON_ZONE),
                mode("Cron.batch", cron, Capabilities.BATCH_COMPLETIONS),
                mode("Cron.overlap", cron, Capabilities.CRON_OVERLAP_FORBID),
                mode("Cron.startingDeadline", cron, Capabilities.CRON_STARTING_DEADLINE),
                mode("Cron.keptRuns", cron, Capabilities.CRON_KEPT_RUNS));
    }

    private static FieldCase mode(String field, Mode mode, Capability needed) {
        return new FieldCase(field, SpecVariants.mode(mode), needed);
    }

    private static List<FieldCase> placement() {
        Constraint zone = Constraint.in(NodeAttribute.ZONE, "a", "b");
        Capability zoneIn = Capability.constraint(Constraint.Operator.IN, NodeAttribute.Family.ZONE);
        WorkloadSpec constrained = SpecVariants.placement(p -> p.constraint(zone));
        WorkloadSpec preferring = SpecVariants.placement(p -> p.preference(new Preference(zone, 1)));
        WorkloadSpec near = SpecVariants.placement(p -> p.affinity(SpecVariants.toOther(true, NodeAttribute.HOSTNAME)));
        WorkloadSpec rack =
                SpecVariants.placement(p -> p.affinity(SpecVariants.toOther(true, NodeAttribute.label("rack"))));
        WorkloadSpec rather =
                SpecVariants.placement(p -> p.affinity(SpecVariants.toOther(false, NodeAttribute.HOSTNAME)));
        WorkloadSpec apart = SpecVariants.antiAffinity(SpecVariants.toOther(true, NodeAttribute.NODE_ID));
        WorkloadSpec spread = SpecVariants.placement(p -> p.spread(Spread.required(NodeAttribute.ZONE, 2)));
        return List.of(
                new FieldCase("WorkloadSpec.placement", constrained, zoneIn),
                new FieldCase("Placement.constraints", constrained, zoneIn),
                new FieldCase("Constraint.attribute", constrained, zoneIn),
                new FieldCase("Constraint.operator", constrained, zoneIn),
                new FieldCase("Placement.preferences", preferring, Capabilities.PREFERENCE),
                new FieldCase("Preference.constraint", preferring, zoneIn),
                new FieldCase("Placement.affinities", near, Capabilities.AFFINITY_REQUIRED),
                new FieldCase("Affinity.required", rather, Capabilities.AFFINITY_PREFERRED),
                new FieldCase("Affinity.topology", rack, Capabilities.AFFINITY_TOPOLOGY),
                new FieldCase("Placement.antiAffinities", apart, Capabilities.ANTI_AFFINITY_OTHER),
                new FieldCase("Affinity.workload", apart, Capabilities.ANTI_AFFINITY_OTHER),
                new FieldCase("Placement.spreads", spread, Capabilities.SPREAD_REQUIRED),
                new FieldCase("Spread.required", spread, Capabilities.SPREAD_REQUIRED),
                new FieldCase("Spread.attribute", spread, Capabilities.SPREAD_REQUIRED),
                new FieldCase("Spread.maximumSkew", spread, Capabilities.SPREAD_SKEW),
                new FieldCase(
                        "Placement.maximumPerNode",
                        SpecVariants.placement(p -> p.maximumPerNode(1)),
                        Capabilities.MAXIMUM_PER_NODE));
    }

    private static List<FieldCase> policies() {
        WorkloadSpec rollback =
                SpecVariants.rollout(r -> r.progressDeadline(SECOND).onFailure(RolloutPolicy.OnFailure.ROLLBACK));
        WorkloadSpec growing =
                SpecVariants.restart(r -> r.backOff(new RestartPolicy.BackOff(SECOND, SECOND.multipliedBy(9), 2)));
        WorkloadSpec one = SpecVariants.rollout(r -> r.maximumUnavailable(Amount.of(1)));
        WorkloadSpec all = SpecVariants.rollout(r -> r.maximumUnavailable(Amount.percent(100)));
        return List.of(
                new FieldCase("WorkloadSpec.rollout", one, Capabilities.ROLLOUT_ROLLING),
                new FieldCase("RolloutPolicy.maximumUnavailable", one, Capabilities.ROLLOUT_ROLLING),
                new FieldCase("Amount.percent", all, Capabilities.ROLLOUT_ALL_AT_ONCE),
                new FieldCase(
                        "RolloutPolicy.maximumSurge",
                        SpecVariants.rollout(r -> r.maximumSurge(Amount.of(1))),
                        Capabilities.ROLLOUT_SURGE),
                new FieldCase(
                        "RolloutPolicy.minimumReadyTime",
                        SpecVariants.rollout(r -> r.minimumReadyTime(SECOND)),
                        Capabilities.ROLLOUT_MINIMUM_READY_TIME),
                new FieldCase("RolloutPolicy.progressDeadline", rollback, Capabilities.ROLLOUT_PROGRESS_DEADLINE),
                new FieldCase("RolloutPolicy.onFailure", rollback, Capabilities.ROLLOUT_ON_FAILURE_ROLLBACK),
                new FieldCase(
                        "WorkloadSpec.restart",
                        SpecVariants.restart(r -> r.condition(RestartPolicy.Condition.NEVER)),
                        Capabilities.RESTART_NEVER),
                new FieldCase(
                        "RestartPolicy.condition",
                        SpecVariants.restart(r -> r.condition(RestartPolicy.Condition.ON_FAILURE)),
                        Capabilities.RESTART_ON_FAILURE),
                new FieldCase(
                        "RestartPolicy.limit",
                        SpecVariants.restart(r -> r.limit(3, SECOND)),
                        Capabilities.RESTART_LIMIT),
                new FieldCase("RestartPolicy.backOff", growing, Capabilities.RESTART_BACK_OFF),
                new FieldCase("RestartPolicy.BackOff.factor", growing, Capabilities.RESTART_BACK_OFF_GROWING));
    }
}
