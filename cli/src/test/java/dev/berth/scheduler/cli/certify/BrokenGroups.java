package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.tck.rule.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** Backends that put the tasks of an instance together wrongly. */
final class BrokenGroups {
    static final List<Mutant> ALL = List.of(
            Mutant.rendering(Rule.GRP_1, "an init task runs beside main", each(BrokenGroups::beside)),
            Mutant.rendering(Rule.GRP_1, "init tasks run in the wrong order", BrokenGroups::reversed),
            Mutant.rendering(Rule.GRP_1, "an init task that fails is taken for done", each(BrokenGroups::forgiven)),
            Mutant.rendering(Rule.GRP_1, "a sidecar is not run", BrokenGroups::alone),
            Mutant.rendering(Rule.GRP_1, "main does not wait for its sidecar", each(BrokenGroups::unasked)),
            Mutant.rendering(
                    Rule.GRP_1, "the end of a sidecar is not noticed when it ended well", BrokenGroups::unnoticed),
            Mutant.rendering(
                    Rule.GRP_2,
                    "every sidecar stops after main",
                    each(task -> ordered(task, Task.StopOrder.AFTER_MAIN))),
            Mutant.rendering(
                    Rule.GRP_2,
                    "every sidecar stops before main",
                    each(task -> ordered(task, Task.StopOrder.BEFORE_MAIN))));

    private BrokenGroups() {}

    private static UnaryOperator<WorkloadSpec> each(UnaryOperator<Task> change) {
        return spec -> spec.toBuilder()
                .tasks(spec.tasks().stream().map(change).toList())
                .build();
    }

    private static Task beside(Task task) {
        return task.role() == Task.Role.INIT
                ? task.toBuilder().role(Task.Role.SIDECAR).build()
                : task;
    }

    private static WorkloadSpec reversed(WorkloadSpec spec) {
        List<Task> tasks = new ArrayList<>(spec.tasks());
        Collections.reverse(tasks);
        return spec.toBuilder().tasks(tasks).build();
    }

    /** The verb by which the kit's probe ends. */
    private static Task forgiven(Task task) {
        ProcessArtifact process = (ProcessArtifact) task.artifacts().get(0);
        List<String> words = process.arguments().stream()
                .map(word -> word.startsWith("exit:") ? "exit:0" : word)
                .toList();
        return task.role() == Task.Role.INIT
                ? running(task, process.toBuilder().arguments(words).build())
                : task;
    }

    private static Task running(Task task, ProcessArtifact process) {
        Task.Builder copy = Task.builder(task.name()).role(task.role()).artifact(process);
        task.environment().forEach(copy::environment);
        return copy.build();
    }

    private static WorkloadSpec alone(WorkloadSpec spec) {
        return spec.toBuilder()
                .tasks(spec.tasks().stream()
                        .filter(task -> task.role() != Task.Role.SIDECAR)
                        .toList())
                .build();
    }

    private static Task unasked(Task task) {
        return task.role() == Task.Role.SIDECAR
                ? task.toBuilder().health(Health.builder().build()).build()
                : task;
    }

    private static WorkloadSpec unnoticed(WorkloadSpec spec) {
        boolean beside = spec.tasks().stream().anyMatch(task -> task.role() == Task.Role.SIDECAR);
        return beside && spec.mode().kind() == Mode.Kind.REPLICATED
                ? spec.toBuilder()
                        .restart(spec.restart().toBuilder()
                                .condition(RestartPolicy.Condition.ON_FAILURE)
                                .build())
                        .build()
                : spec;
    }

    private static Task ordered(Task task, Task.StopOrder order) {
        return task.role() == Task.Role.SIDECAR
                ? task.toBuilder().stopOrder(order).build()
                : task;
    }
}
