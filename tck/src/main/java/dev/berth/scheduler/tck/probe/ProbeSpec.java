package dev.berth.scheduler.tck.probe;

import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.tck.backend.ProbeProgram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Builds the spec of a workload that runs the probe: one replica that is ready as soon as it runs. Immutable. */
public final class ProbeSpec {
    /** The task that does the workload's work, and whose ends are those of its attempts. */
    public static final String TASK = "main";

    /** A deadline for what is to get ready, which isn't to fail for a slow start. */
    public static final Duration AMPLE = Duration.ofMinutes(1);

    /** Fits what is coarsest among the orchestrators. */
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** An answer that a busy machine gives late is not to decide. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final WorkloadId id;
    private final ProbeProgram program;
    private final List<String> verbs;
    private final List<String> payload;
    private final UnaryOperator<Task.Builder> task;
    private final UnaryOperator<WorkloadSpec.Builder> workload;
    private final List<Companion> companions;

    private ProbeSpec(
            WorkloadId id,
            ProbeProgram program,
            List<String> verbs,
            List<String> payload,
            UnaryOperator<Task.Builder> task,
            UnaryOperator<WorkloadSpec.Builder> workload,
            List<Companion> companions) {
        this.id = id;
        this.program = program;
        this.verbs = verbs;
        this.payload = payload;
        this.task = task;
        this.workload = workload;
        this.companions = List.copyOf(companions);
    }

    /** Another task, and what it begins with. */
    private record Companion(String name, Task.Role role, List<String> verbs, UnaryOperator<Task.Builder> change) {
        Companion changed(UnaryOperator<Task.Builder> next) {
            return new Companion(name, role, verbs, builder -> next.apply(change.apply(builder)));
        }
    }

    public static ProbeSpec of(WorkloadId id, ProbeProgram program) {
        return new ProbeSpec(id, program, List.of(), List.of(), builder -> builder, builder -> builder, List.of());
    }

    /** What the probe does first; see {@code probe.sh}. */
    public ProbeSpec does(String... first) {
        return new ProbeSpec(id, program, List.of(first), payload, task, workload, companions);
    }

    /** Arguments that the probe only reports. */
    public ProbeSpec arguments(String... words) {
        return new ProbeSpec(id, program, verbs, List.of(words), task, workload, companions);
    }

    public ProbeSpec task(UnaryOperator<Task.Builder> change) {
        return new ProbeSpec(
                id, program, verbs, payload, builder -> change.apply(task.apply(builder)), workload, companions);
    }

    public ProbeSpec workload(UnaryOperator<WorkloadSpec.Builder> change) {
        return new ProbeSpec(
                id, program, verbs, payload, task, builder -> change.apply(workload.apply(builder)), companions);
    }

    /** Another task, listed before main, which runs a probe of its own that is told nothing but these verbs. */
    public ProbeSpec beside(String name, Task.Role role, String... first) {
        List<Companion> more = new ArrayList<>(companions);
        more.add(new Companion(name, role, List.of(first), builder -> builder));
        return new ProbeSpec(id, program, verbs, payload, task, workload, more);
    }

    /** Changes a task that was added. */
    public ProbeSpec companion(String name, UnaryOperator<Task.Builder> change) {
        List<Companion> changed = companions.stream()
                .map(each -> each.name().equals(name) ? each.changed(change) : each)
                .toList();
        return new ProbeSpec(id, program, verbs, payload, task, workload, changed);
    }

    public ProbeSpec mode(Mode mode) {
        return workload(builder -> builder.mode(mode));
    }

    public ProbeSpec replicas(int count) {
        return workload(builder -> builder.mode(Mode.replicated(count)));
    }

    /** A variable; another value makes another template. */
    public ProbeSpec variable(String name, String value) {
        return task(builder -> builder.environment(name, value));
    }

    public ProbeSpec port(Port port) {
        return task(builder -> builder.port(port));
    }

    public ProbeSpec stop(StopPolicy policy) {
        return task(builder -> builder.stop(policy));
    }

    public ProbeSpec placement(Placement.Builder where) {
        return workload(builder -> builder.placement(where.build()));
    }

    public ProbeSpec rollout(RolloutPolicy.Builder policy) {
        return workload(builder -> builder.rollout(policy.build()));
    }

    public ProbeSpec restart(RestartPolicy.Builder policy) {
        return workload(builder -> builder.restart(policy.build()));
    }

    public ProbeSpec label(String key, String value) {
        return workload(builder -> builder.label(key, value));
    }

    /** Ready only while it was told {@code ready} last. */
    public ProbeSpec gated() {
        return readiness(command(ProbeScript.READINESS).build());
    }

    public ProbeSpec readiness(Probe probe) {
        return task(builder -> builder.readiness(probe));
    }

    public ProbeSpec health(UnaryOperator<Health.Builder> change) {
        return task(builder -> builder.health(change.apply(Health.builder()).build()));
    }

    /** Asks by a command whether the probe was told {@code ready} last. */
    public static Probe.Builder readyCommand() {
        return command(ProbeScript.READINESS);
    }

    /** The same, and the probe counts how often it passed: {@code passed} prints it. */
    public static Probe.Builder countedReadyCommand() {
        return command(ProbeScript.COUNTED_READINESS);
    }

    /** Asks by a command whether the probe was told {@code dead} last. */
    public static Probe.Builder liveCommand() {
        return command(ProbeScript.LIVENESS);
    }

    /** A question asked as often as every backend can, of which one answer decides. */
    public static Probe.Builder question(ProbeCheck check) {
        return Probe.builder(check).interval(INTERVAL).timeout(PATIENCE).failureThreshold(1);
    }

    private static Probe.Builder command(String script) {
        return question(new ProbeCheck.Command(ProbeScript.question(script)));
    }

    /** What to run inside an instance, to tell its probe something. */
    public static List<String> telling(String verb) {
        return ProbeScript.tell(verb);
    }

    public WorkloadSpec build() {
        return builder().build();
    }

    /** Not checked yet. */
    public WorkloadSpec.Builder builder() {
        WorkloadSpec.Builder spec = workload.apply(WorkloadSpec.builder(id, Mode.replicated(1)));
        companions.forEach(each -> spec.task(companion(each)));
        Task.Builder main = Task.main(program.shell(ProbeScript.arguments(verbs, payload)));
        return spec.task(task.apply(surrounded(main, program.directory())).build());
    }

    /** Its files are not those of main. */
    private Task companion(Companion each) {
        Task.Builder builder = Task.builder(each.name())
                .role(each.role())
                .artifact(program.shell(ProbeScript.arguments(each.verbs(), List.of())));
        return each.change()
                .apply(surrounded(builder, program.directory() + "/" + each.name()))
                .build();
    }

    private Task.Builder surrounded(Task.Builder builder, String directory) {
        if (!directory.equals("/tmp")) {
            builder.environment("PROBE_HOME", directory);
        }
        if (program.sharesFiles()) {
            builder.environment("PROBE_ID", EnvironmentValue.reference(EnvironmentValue.Field.INSTANCE_ID));
        }
        return builder;
    }
}
