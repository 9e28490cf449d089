package dev.berth.scheduler.spi;

import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Version;
import java.time.Instant;
import java.util.List;

/** What one run of a CRON is rendered from. The same input gives the same output, byte for byte. */
public sealed interface RunInput permits RunInputData {
    RunId run();

    /** Of the CRON; its mode holds the batch to run. */
    WorkloadSpec spec();

    /** Of the CRON. */
    Version version();

    /** Stamped on what instances are made from. */
    long revision();

    /** When the run was to start. */
    Instant tick();

    /** The rendering of the CRON as it was accepted: what instances are made from is taken from there (rule APP-9). */
    List<NativeObject> rendering();

    /** Names this installation of Berth; stamped on every object. */
    String owner();

    static RunInput of(
            RunId run,
            WorkloadSpec spec,
            Version version,
            long revision,
            Instant tick,
            List<NativeObject> rendering,
            String owner) {
        return new RunInputData(run, spec, version, revision, tick, rendering, owner);
    }
}

record RunInputData(
        RunId run,
        WorkloadSpec spec,
        Version version,
        long revision,
        Instant tick,
        List<NativeObject> rendering,
        String owner)
        implements RunInput {
    RunInputData {
        rendering = List.copyOf(rendering);
    }
}
