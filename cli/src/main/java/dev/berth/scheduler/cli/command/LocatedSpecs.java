package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.core.codec.LocatedSpec;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What files held.
 *
 * @param specs the valid specs, in the order written
 * @param problems everything wrong with the files
 */
record LocatedSpecs(List<LocatedSpec> specs, List<Problem> problems) {
    LocatedSpecs {
        specs = List.copyOf(specs);
        problems = List.copyOf(problems);
    }

    /**
     * This, when nothing is wrong with it.
     *
     * @throws RefusedException INVALID, with every problem
     */
    LocatedSpecs orThrow() {
        if (!problems.isEmpty()) {
            throw RefusedException.of(problems);
        }
        return this;
    }

    List<WorkloadSpec> plain() {
        List<WorkloadSpec> plain = new ArrayList<>(specs.size());
        for (LocatedSpec located : specs) {
            plain.add(located.spec());
        }
        return plain;
    }

    /** What {@code call} answers; what it refuses gets the file and line of each field it is about. */
    <T> T locating(Supplier<T> call) {
        try {
            return call.get();
        } catch (RefusedException e) {
            List<Problem> located = new ArrayList<>();
            for (Problem problem : e.problems()) {
                located.add(locate(problem));
            }
            RefusedException better = RefusedException.of(located);
            better.addSuppressed(e);
            throw better;
        }
    }

    /** Problems of several workloads begin with the workload's id. */
    private Problem locate(Problem problem) {
        for (LocatedSpec located : specs) {
            String prefix = located.spec().id() + ".";
            if (problem.path().startsWith(prefix)) {
                Problem own = without(prefix, problem);
                return located.locate(own).position().map(problem::at).orElse(problem);
            }
        }
        return specs.size() == 1 ? specs.get(0).locate(problem) : problem;
    }

    private static Problem without(String prefix, Problem problem) {
        return Problem.of(problem.code(), problem.path().substring(prefix.length()), problem.message());
    }
}
