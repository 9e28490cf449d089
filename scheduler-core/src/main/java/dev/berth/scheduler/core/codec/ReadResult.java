package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.List;

/**
 * What texts held.
 *
 * @param specs the valid specs, in the order written
 * @param problems everything wrong with the texts, each with its position where it has one
 */
public record ReadResult(List<LocatedSpec> specs, List<Problem> problems) {
    public ReadResult {
        specs = List.copyOf(specs);
        problems = List.copyOf(problems);
    }

    /**
     * The specs of texts without a problem.
     *
     * @throws RefusedException INVALID, with every problem
     */
    public List<WorkloadSpec> orThrow() {
        if (!problems.isEmpty()) {
            throw RefusedException.of(problems);
        }
        return specs.stream().map(LocatedSpec::spec).toList();
    }
}
