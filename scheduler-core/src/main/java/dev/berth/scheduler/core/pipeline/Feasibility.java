package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Refuses rollouts that could never be carried out as things are, before anything is written (rule UPD-5). */
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
            problem(target, changes.get(i), call)
                    .map(problem -> alone ? problem : problem.under(target.id().toString()))
                    .ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            throw RefusedException.of(problems);
        }
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
