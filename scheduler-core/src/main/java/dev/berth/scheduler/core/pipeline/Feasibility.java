package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.plan.NativeWrite.Action;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Network;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses what could never be carried out as things are, before anything is written (rule UPD-5): rollouts without room,
 * instances without a secret, a directory or a network that they are to find, constraints that mean something else on
 * the nodes there are, and objects whose names are taken.
 */
final class Feasibility {
    private final Backend backend;

    Feasibility(Backend backend) {
        this.backend = backend;
    }

    /** Judges changes that belong to these targets, in the same order. */
    void check(List<Target> targets, List<ChangeData> changes, Call call) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            boolean alone = targets.size() == 1;
            problems(target, changes.get(i), call)
                    .map(problem -> alone ? problem : problem.under(target.id().toString()))
                    .forEach(problems::add);
        }
        if (!problems.isEmpty()) {
            throw RefusedException.of(problems);
        }
        Set<List<String>> freed = changes.stream()
                .flatMap(change -> objects(change, Action.DELETE).map(object -> named(change, object)))
                .collect(Collectors.toSet());
        changes.forEach(change -> refuseTaken(change, freed, call));
    }

    private void refuseTaken(ChangeData change, Set<List<String>> freed, Call call) {
        List<NativeObject> made = objects(change, Action.CREATE)
                .filter(object -> !freed.contains(named(change, object)))
                .toList();
        if (!made.isEmpty()) {
            backend.taken(change.id(), made, call).ifPresent(name -> {
                throw new ConflictException(change.id() + " is to have " + name
                        + ", and there is one that isn't its; remove or rename that");
            });
        }
    }

    private static Stream<NativeObject> objects(ChangeData change, Action action) {
        return change.writes().stream()
                .filter(write -> write.action() == action)
                .map(NativeWrite::object);
    }

    /** Which object it is, so that what one workload gives up another may have with the same edit. */
    private static List<String> named(ChangeData change, NativeObject object) {
        return List.of(change.id().namespace(), object.kind(), object.name());
    }

    private Stream<Problem> problems(Target target, ChangeData change, Call call) {
        return Stream.concat(unmet(target, change, call).stream(), problem(target, change, call).stream());
    }

    /** Only a spec that speaks of such things is worth a question. */
    private List<Problem> unmet(Target target, ChangeData change, Call call) {
        boolean begins = change.claim().isPresent()
                && (target.living().isEmpty() || change.writes().stream().anyMatch(NativeWrite::replaces));
        return target.wanted()
                .filter(wanted -> begins && findsThings(wanted.spec()))
                .map(wanted -> backend.unmet(target.id(), change.rendering(), call).stream()
                        .map(problem -> counted(wanted.spec().tasks(), problem))
                        .toList())
                .orElse(List.of());
    }

    /** What was made of several tasks may know each by its name alone; the paths of a spec count them. */
    private static Problem counted(List<Task> tasks, Problem problem) {
        for (int i = 0; i < tasks.size(); i++) {
            String named = "tasks[" + tasks.get(i).name() + "]";
            if (problem.path().startsWith(named)) {
                String path = "tasks[" + i + "]" + problem.path().substring(named.length());
                return Problem.of(problem.code(), path, problem.message());
            }
        }
        return problem;
    }

    private static boolean findsThings(WorkloadSpec spec) {
        return !spec.placement().constraints().isEmpty()
                || !spec.overrides().isEmpty()
                || spec.network().kind() == Network.Kind.NAMED
                || spec.tasks().stream().anyMatch(Feasibility::findsThings);
    }

    private static boolean findsThings(Task task) {
        return !task.files().isEmpty()
                || !task.mounts().isEmpty()
                || task.environment().values().stream().anyMatch(value -> value.kind() == EnvironmentValue.Kind.SECRET);
    }

    private Optional<Problem> problem(Target target, ChangeData change, Call call) {
        boolean rolls = target.living().isPresent()
                && change.claim().isPresent()
                && change.writes().stream().anyMatch(NativeWrite::replaces);
        return target.wanted()
                .filter(wanted -> rolls)
                .flatMap(wanted -> backend.infeasible(target.id(), change.rendering(), call))
                .map(why -> Problem.of(
                        ErrorCode.INFEASIBLE,
                        "rollout",
                        "the rollout of " + target.id() + " could never proceed: " + why.sentence()));
    }
}
