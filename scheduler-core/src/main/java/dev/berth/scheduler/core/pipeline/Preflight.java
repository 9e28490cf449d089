package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Requirements;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.EditRequirements;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Translator;
import java.util.ArrayList;
import java.util.List;

/** Everything that is checked before the first write: what is missing is refused, all of it at once (rule CAP-1). */
final class Preflight {
    private final Translator translator;
    private final BackendInfo declared;
    private final BackendInfo now;
    private final PlanOptions options;

    /**
     * Checks for one backend.
     *
     * @param declared what it has while a controller lives
     * @param now what it has just now
     */
    Preflight(Translator translator, BackendInfo declared, BackendInfo now, PlanOptions options) {
        this.translator = translator;
        this.declared = declared;
        this.now = now;
        this.options = options;
    }

    void check(List<Target> targets) {
        List<Problem> problems = new ArrayList<>();
        for (Target target : targets) {
            List<Problem> own = problems(target);
            own.forEach(problem -> problems.add(targets.size() == 1 ? problem : problem.under(target.id() + "")));
        }
        if (!problems.isEmpty()) {
            throw RefusedException.of(problems);
        }
        targets.forEach(this::refuseForeign);
    }

    List<Problem> caveats(WorkloadSpec spec) {
        return Requirements.caveats(spec, declared);
    }

    /** Whether something that {@code spec} needs works only while a controller lives. */
    boolean needsController(WorkloadSpec spec) {
        return Requirements.of(spec).stream()
                .anyMatch(need ->
                        declared.support(need.capability(), spec.mode().kind()).needsController());
    }

    private List<Problem> problems(Target target) {
        List<Problem> problems = new ArrayList<>(target.refused());
        target.wanted().ifPresent(wanted -> {
            WorkloadSpec spec = wanted.spec();
            // What is accepted already stays UNCHANGED while its controller is away; its status tells of that.
            BackendInfo backend = isAccepted(target, wanted) ? declared : now;
            if (!keepsSpec(target.edit().kind())) {
                problems.addAll(Requirements.missing(spec, backend, options.nativeOnly()));
            }
            EditRequirements.missing(target.edit().kind(), spec.mode().kind(), backend, options.nativeOnly())
                    .ifPresent(problems::add);
            if (replacesInstances(target, wanted)) {
                problems.addAll(Requirements.missingToUpdate(spec, backend, options.nativeOnly()));
            }
            if (target.observed().foreign().isPresent() && options.adopted().contains(target.id())) {
                backend.support(Capabilities.EDIT_ADOPT, spec.mode().kind())
                        .refusal(options.nativeOnly())
                        .ifPresent(reason ->
                                problems.add(Problem.unsupported("", Capabilities.EDIT_ADOPT.name(), reason)));
            }
            if (problems.isEmpty()) {
                problems.addAll(translator.check(spec, backend));
            }
        });
        return problems;
    }

    private static boolean isAccepted(Target target, Wanted wanted) {
        return !wanted.replaced()
                && target.living()
                        .filter(last -> last.digest().equals(wanted.digest()))
                        .isPresent();
    }

    /** What is accepted already is not judged again: a rollout can be held whatever else is missing by now. */
    private static boolean keepsSpec(Edit.Kind kind) {
        return switch (kind) {
            case PAUSE, RESUME, CANCEL -> true;
            case APPLY, SCALE, ROLLBACK, RESTART, ABORT, REMOVE -> false;
        };
    }

    private static boolean replacesInstances(Target target, Wanted wanted) {
        return target.living()
                .filter(last -> target.replaces()
                        || (!last.digest().equals(wanted.digest())
                                && !last.templateDigest().equals(wanted.templateDigest())))
                .isPresent();
    }

    private void refuseForeign(Target target) {
        target.observed().foreign().ifPresent(name -> {
            if (!options.adopted().contains(target.id())) {
                throw new ConflictException("the name of " + target.id() + " is taken by " + name
                        + ", which isn't Berth's; adopt it or remove it");
            }
        });
    }
}
