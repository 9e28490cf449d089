package dev.berth.scheduler.spi;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.List;

/** Neutral to native. Pure: no I/O, clock, random numbers or state. */
public interface Translator {
    /** Changes whenever the same input would be rendered differently. */
    String rendererVersion();

    /** Limits and combinations that the backend can't have, beyond missing capabilities. */
    List<Problem> check(WorkloadSpec spec, BackendInfo backend);

    /** The objects of a workload, in the order they are written. */
    List<NativeObject> render(RenderInput input);

    /**
     * The objects of one run of a CRON, for backends that leave those to a controller; where {@link Backend#start} needs
     * nothing but the accepted rendering, none.
     */
    default List<NativeObject> renderRun(RunInput input) {
        return List.of();
    }

    /** What has to be sent so that {@code observed} becomes {@code desired}, in order; nothing desired removes all. */
    List<NativeWrite> diff(List<NativeObject> desired, Observed observed);

    /**
     * What of an observed object an update to {@code desired} could change, to show what it does: for backends whose servers and
     * other writers add to objects what an update leaves as it is.
     */
    default NativeObject touched(NativeObject observed, NativeObject desired) {
        return observed;
    }
}
