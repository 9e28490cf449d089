package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.GlobalBatch;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NativeOverride;
import dev.berth.scheduler.spec.Network;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Preference;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.Spread;
import dev.berth.scheduler.spec.Volume;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Valid specs, each part of the model left out as often as not. */
final class SpecGenerator {
    private final Dice dice;
    private final TaskGenerator tasks;
    private final WorkloadId id;

    SpecGenerator(long seed) {
        this.dice = new Dice(seed);
        this.tasks = new TaskGenerator(dice);
        this.id = WorkloadId.of(dice.label(), dice.label());
    }

    WorkloadSpec spec() {
        Mode mode = mode();
        WorkloadSpec.Builder builder =
                WorkloadSpec.builder(id, mode).placement(placement()).network(network());
        boolean ends = mode.kind() != Mode.Kind.REPLICATED && mode.kind() != Mode.Kind.GLOBAL;
        if (!ends) {
            dice.maybe(() -> builder.restart(restart()));
            dice.maybe(() -> builder.rollout(rollout()));
        }
        dice.maybe(() -> builder.discoveryName(dice.label()));
        dice.maybe(() -> builder.nodeLossWait(Optional.of(dice.duration())));
        dice.times(3, i -> builder.label("label" + i, dice.label()));
        dice.times(3, i -> builder.annotation("note-" + i, dice.text()));
        dice.times(2, i -> builder.override(override("backend" + i)));
        List<Volume> volumes = volumes(builder);
        tasks.all(volumes).forEach(builder::task);
        return builder.build();
    }

    private List<Volume> volumes(WorkloadSpec.Builder builder) {
        List<Volume> volumes = List.of(
                new Volume.HostPath("host-" + dice.label(), "/srv/" + dice.label()),
                new Volume.Named("named-" + dice.label(), dice.label()),
                new Volume.Ephemeral("scratch-" + dice.label(), dice.maybeValue(dice::memory)));
        volumes.forEach(builder::volume);
        return volumes;
    }

    private Mode mode() {
        return switch (dice.number(0, 4)) {
            case 0 -> Mode.replicated(dice.number(0, 5));
            case 1 -> Mode.global();
            case 2 -> batch();
            case 3 -> globalBatch();
            default -> cron();
        };
    }

    private Batch batch() {
        int completions = dice.number(1, 4);
        Batch.Builder builder = Batch.builder().completions(completions).parallelism(dice.number(1, completions));
        dice.maybe(() -> builder.retries(dice.number(0, 3)));
        dice.maybe(() -> builder.deadline(dice.duration()));
        return builder.build();
    }

    private GlobalBatch globalBatch() {
        GlobalBatch.Builder builder = GlobalBatch.builder();
        dice.maybe(() -> builder.retries(dice.number(0, 3)));
        dice.maybe(() -> builder.deadline(dice.duration()));
        return builder.build();
    }

    private Cron cron() {
        Cron.Builder builder = Cron.builder(dice.oneOf("*/5 * * * *", "0 3 * * 1", "15 10 1 * *"));
        dice.maybe(() -> builder.zone(dice.oneOf(ZoneId.of("Europe/Berlin"), ZoneId.of("UTC"), ZoneOffset.UTC)));
        dice.maybe(() -> builder.batch(batch()));
        dice.maybe(() -> builder.overlap(dice.oneOf(Cron.Overlap.values())));
        dice.maybe(() -> builder.startingDeadline(dice.duration()));
        dice.maybe(() -> builder.keptRuns(dice.number(1, 20)));
        return builder.build();
    }

    private Network network() {
        return dice.oneOf(Network.DEFAULT, Network.HOST, Network.BRIDGE, Network.named(dice.label()));
    }

    private Placement placement() {
        Placement.Builder builder = Placement.builder();
        dice.times(3, i -> builder.constraint(constraint()));
        dice.times(2, i -> builder.preference(new Preference(constraint(), dice.number(1, 100))));
        dice.times(2, i -> builder.affinity(affinity()));
        dice.times(2, i -> builder.antiAffinity(affinity()));
        dice.maybe(() -> builder.spread(
                dice.chance()
                        ? Spread.required(NodeAttribute.ZONE, dice.number(1, 3))
                        : Spread.preferred(NodeAttribute.REGION)));
        dice.maybe(() -> builder.maximumPerNode(dice.number(1, 3)));
        return builder.build();
    }

    private NodeAttribute attribute() {
        return dice.oneOf(
                NodeAttribute.NODE_ID,
                NodeAttribute.HOSTNAME,
                NodeAttribute.ZONE,
                NodeAttribute.REGION,
                NodeAttribute.OS,
                NodeAttribute.ARCH,
                NodeAttribute.label(dice.label()));
    }

    private Constraint constraint() {
        NodeAttribute attribute = attribute();
        return switch (dice.oneOf(Constraint.Operator.values())) {
            case EQUALS -> Constraint.equalTo(attribute, dice.label());
            case NOT_EQUALS -> Constraint.notEqualTo(attribute, dice.label());
            case IN -> Constraint.in(attribute, dice.label(), "b");
            case NOT_IN -> Constraint.notIn(attribute, "yes", dice.label());
            case EXISTS -> Constraint.exists(attribute);
            case NOT_EXISTS -> Constraint.notExists(attribute);
            case MATCHES -> Constraint.matches(attribute, dice.oneOf("a.*", "[0-9]+", "x|y"));
        };
    }

    private Affinity affinity() {
        WorkloadId other = dice.chance() ? id : WorkloadId.of(id.namespace(), dice.label());
        NodeAttribute topology = dice.oneOf(NodeAttribute.NODE_ID, NodeAttribute.ZONE);
        return dice.chance()
                ? Affinity.required(other, topology)
                : Affinity.preferred(other, topology, dice.number(1, 100));
    }

    private RolloutPolicy rollout() {
        RolloutPolicy.Builder builder = RolloutPolicy.builder().minimumReadyTime(dice.duration());
        builder.maximumUnavailable(dice.oneOf(Amount.of(1), Amount.percent(50), Amount.percent(25)));
        builder.maximumSurge(dice.oneOf(Amount.of(0), Amount.percent(10), Amount.percent(25)));
        builder.onFailure(dice.oneOf(RolloutPolicy.OnFailure.values()));
        builder.progressDeadline(dice.duration().plusHours(2_000));
        return builder.build();
    }

    private RestartPolicy restart() {
        if (dice.number(0, 4) == 0) {
            return RestartPolicy.builder()
                    .condition(RestartPolicy.Condition.NEVER)
                    .build();
        }
        RestartPolicy.Builder builder = RestartPolicy.builder()
                .condition(dice.oneOf(RestartPolicy.Condition.ALWAYS, RestartPolicy.Condition.ON_FAILURE));
        dice.maybe(() -> builder.limit(dice.number(1, 9), dice.duration()));
        Duration initial = dice.duration();
        dice.maybe(() -> builder.backOff(
                new RestartPolicy.BackOff(initial, initial.plusHours(dice.number(1, 99)), dice.oneOf(1.0, 2.0, 1.25))));
        return builder.build();
    }

    private NativeOverride override(String type) {
        return NativeOverride.of(
                type,
                Map.of(
                        dice.text(),
                        dice.text(),
                        "list",
                        List.of(1L, 2.5, true, "null", List.of(), Map.of("deep", -7L)),
                        "large",
                        Long.MAX_VALUE - dice.number(0, 9),
                        "small",
                        1.0 / dice.number(1, 1000)));
    }
}
