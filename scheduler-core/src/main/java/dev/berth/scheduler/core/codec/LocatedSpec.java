package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.Place;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.SourcePosition;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.Optional;

/** A spec that knows where each of its parts was written. */
public final class LocatedSpec {
    private final WorkloadSpec spec;
    private final Spot root;

    LocatedSpec(WorkloadSpec spec, Spot root) {
        this.spec = spec;
        this.root = root;
    }

    public WorkloadSpec spec() {
        return spec;
    }

    /** Where the workload begins. */
    public Optional<SourcePosition> position() {
        return root.place().position();
    }

    /** A problem of this spec, found by the model or by a backend, with the position of the field it is about. */
    public Problem locate(Problem problem) {
        return locate(root, problem);
    }

    static Problem locate(Spot root, Problem problem) {
        Place place = root.findPath(problem.path());
        if (problem.code() == ErrorCode.INVALID) {
            return place.problem(problem.message());
        }
        return place.position().map(problem::at).orElse(problem);
    }

    Place place() {
        return root.place();
    }
}
