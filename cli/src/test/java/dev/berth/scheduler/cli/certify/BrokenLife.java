package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.tck.rule.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Backends that start, stop and ask instances wrongly. */
final class BrokenLife {
    static final List<Mutant> ALL = List.of(
            Mutant.tasks(
                    Rule.HLT_1,
                    "readiness is not asked for",
                    task -> task.toBuilder().health(Health.builder().build()).build()),
            Mutant.tasks(
                    Rule.HLT_2,
                    "liveness is not asked for",
                    task -> task.toBuilder().health(Health.builder().build()).build()),
            Mutant.tasks(Rule.HLT_3, "one failure is enough", task -> asking(task, probe -> probe.failureThreshold(1))),
            Mutant.tasks(Rule.HLT_3, "one success is enough", task -> asking(task, probe -> probe.successThreshold(1))),
            Mutant.rendering(Rule.UPD_1, "a rollout replaces all at once", BrokenLife::allAtOnce),
            Mutant.rendering(Rule.UPD_2, "a rollout replaces all at once", BrokenLife::allAtOnce),
            Mutant.tasks(Rule.HLT_1, "what is to be asked over HTTPS is asked over HTTP", BrokenLife::unencrypted),
            Mutant.tasks(
                    Rule.HLT_3,
                    "the grace at the start is forgotten",
                    task -> task.toBuilder()
                            .health(task.health().toBuilder()
                                    .startupGrace(Duration.ZERO)
                                    .build())
                            .build()),
            Mutant.rendering(
                    Rule.UPD_1,
                    "an instance counts as soon as it is ready",
                    spec -> spec.toBuilder()
                            .rollout(spec.rollout().toBuilder()
                                    .minimumReadyTime(Duration.ZERO)
                                    .build())
                            .build()),
            Mutant.edits(
                    Rule.UPD_1,
                    "a restart is answered and not made",
                    edit -> edit.kind() == Edit.Kind.RESTART ? Edit.resume(edit.id()) : edit),
            Mutant.rendering(
                    Rule.RST_1,
                    "the pause before a restart does not grow",
                    spec -> spec.restart()
                            .backOff()
                            .map(pauses -> spec.toBuilder()
                                    .restart(spec.restart().toBuilder()
                                            .backOff(new RestartPolicy.BackOff(pauses.initial(), pauses.maximum(), 1))
                                            .build())
                                    .build())
                            .orElse(spec)),
            Mutant.rendering(
                    Rule.UPD_2,
                    "a rollout has no deadline",
                    spec -> spec.toBuilder().rollout(undated(spec.rollout())).build()),
            Mutant.rendering(
                    Rule.UPD_2,
                    "a rollout has a tenth of its time",
                    spec -> spec.toBuilder().rollout(hurried(spec.rollout())).build()),
            Mutant.held(Rule.UPD_4, "a pause is noted and not kept", directives -> directives.withPaused(false)),
            Mutant.edits(
                    Rule.UPD_4,
                    "an abort is only a pause",
                    edit -> edit.kind() == Edit.Kind.ABORT ? Edit.pause(edit.id()) : edit),
            hopeless(Rule.UPD_5, "what can never proceed is begun and has no deadline"),
            Mutant.rendering(
                    Rule.RST_1,
                    "everything is started again",
                    spec -> spec.toBuilder()
                            .restart(RestartPolicy.builder().build())
                            .build()),
            Mutant.rendering(
                    Rule.RST_1,
                    "the pause before a restart is not made",
                    spec -> spec.mode().kind() != Mode.Kind.REPLICATED
                            ? spec
                            : spec.toBuilder()
                                    .restart(spec.restart().toBuilder()
                                            .backOff(new RestartPolicy.BackOff(
                                                    Duration.ofMillis(1), Duration.ofMillis(1), 1))
                                            .build())
                                    .build()),
            Mutant.tasks(
                    Rule.GRP_2,
                    "everything is killed at once",
                    task -> task.toBuilder()
                            .stop(new StopPolicy("KILL", task.stop().grace()))
                            .build()),
            Mutant.tasks(
                    Rule.GRP_2,
                    "the grace is a tenth of what was asked for",
                    task -> task.toBuilder()
                            .stop(new StopPolicy(
                                    task.stop().signal(), task.stop().grace().dividedBy(10)))
                            .build()),
            Mutant.tasks(
                    Rule.VAL_2,
                    "white space around an argument is lost",
                    task -> arguments(task, word -> Stream.of(word.strip()))),
            Mutant.tasks(
                    Rule.SEC_3,
                    "a shell takes arguments apart",
                    task -> arguments(task, word -> Stream.of(word.split(" ", -1)))),
            Mutant.sabotaging(
                    Rule.SCL_1,
                    "a scale restarts a survivor",
                    edit -> edit instanceof Edit.Scale,
                    (edit, simulation) -> restart(simulation, edit.id(), 1)),
            Mutant.sabotaging(
                    Rule.SCL_3,
                    "a scale restarts everything",
                    edit -> edit instanceof Edit.Scale,
                    (edit, simulation) -> restart(simulation, edit.id(), Integer.MAX_VALUE)),
            Mutant.edits(
                    Rule.SCL_2,
                    "zero removes",
                    edit -> edit instanceof Edit.Scale scale && scale.replicas() == 0 ? Edit.remove(edit.id()) : edit),
            Mutant.sabotaging(
                    Rule.UPD_3,
                    "a new label restarts an instance",
                    edit -> edit instanceof Edit.Apply apply
                            && !apply.spec().labels().isEmpty(),
                    (edit, simulation) -> restart(simulation, edit.id(), 1)),
            Mutant.sabotaging(
                    Rule.APP_2,
                    "an equal spec restarts an instance",
                    edit -> edit instanceof Edit.Apply,
                    (edit, simulation) -> restart(simulation, edit.id(), 1)));

    private BrokenLife() {}

    private static Task unencrypted(Task task) {
        return task.health()
                .readiness()
                .filter(probe -> probe.check().kind() == ProbeCheck.Kind.HTTP)
                .map(probe -> task.toBuilder()
                        .health(task.health().toBuilder()
                                .readiness(overHttp(probe))
                                .build())
                        .build())
                .orElse(task);
    }

    private static Probe overHttp(Probe probe) {
        ProbeCheck.Http asked = (ProbeCheck.Http) probe.check();
        return Probe.builder(ProbeCheck.http(asked.port(), asked.path()))
                .interval(probe.interval())
                .timeout(probe.timeout())
                .failureThreshold(probe.failureThreshold())
                .successThreshold(probe.successThreshold())
                .build();
    }

    private static WorkloadSpec allAtOnce(WorkloadSpec spec) {
        return spec.mode().kind() == Mode.Kind.REPLICATED
                ? spec.toBuilder().rollout(RolloutPolicy.allAtOnce()).build()
                : spec;
    }

    private static RolloutPolicy undated(RolloutPolicy policy) {
        return RolloutPolicy.builder()
                .maximumUnavailable(policy.maximumUnavailable())
                .maximumSurge(policy.maximumSurge())
                .minimumReadyTime(policy.minimumReadyTime())
                .onFailure(policy.onFailure())
                .build();
    }

    private static RolloutPolicy hurried(RolloutPolicy policy) {
        return policy.progressDeadline()
                .map(limit ->
                        policy.toBuilder().progressDeadline(limit.dividedBy(10)).build())
                .orElse(policy);
    }

    private static Mutant hopeless(Rule rule, String lie) {
        Mutant undated = Mutant.rendering(
                rule,
                lie,
                spec -> spec.toBuilder().rollout(undated(spec.rollout())).build());
        return new Mutant(rule, lie, new Mutant.Layers() {
            @Override
            public Translator translator(Translator honest) {
                return undated.layers().translator(honest);
            }

            @Override
            public Backend backend(Backend honest, SimulatedUnderTest simulation) {
                return Intercepted.answering(Backend.class, honest, "infeasible", why -> Optional.empty());
            }
        });
    }

    private static Task asking(Task task, UnaryOperator<Probe.Builder> change) {
        return task.health()
                .readiness()
                .map(probe -> task.toBuilder()
                        .health(task.health().toBuilder()
                                .readiness(change.apply(probe.toBuilder()).build())
                                .build())
                        .build())
                .orElse(task);
    }

    /** The script comes first, and stays as it is. */
    private static Task arguments(Task task, Function<String, Stream<String>> change) {
        ProcessArtifact process = (ProcessArtifact) task.artifacts().get(0);
        int script = 3;
        List<String> words = Stream.concat(
                        process.arguments().stream().limit(script),
                        process.arguments().stream().skip(script).flatMap(change))
                .toList();
        Task.Builder copy = Task.main(process.toBuilder().arguments(words).build())
                .health(task.health())
                .stop(task.stop())
                .resources(task.resources());
        task.environment().forEach(copy::environment);
        task.ports().forEach(copy::port);
        return copy.build();
    }

    private static void restart(SimulatedUnderTest simulation, WorkloadId id, int count) {
        simulation.cluster().running().stream()
                .filter(launch -> launch.environment()
                        .getOrDefault("BERTH_INSTANCE_ID", "")
                        .startsWith(id + "/"))
                .limit(count)
                .forEach(simulation.cluster()::kill);
    }
}
