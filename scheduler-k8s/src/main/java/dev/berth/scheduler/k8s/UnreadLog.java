package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.LogRuns.LogRun;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.status.InstanceId;
import java.time.Instant;
import java.util.Optional;

/**
 * What is yet to be read of the log of one run of a container.
 *
 * @param since nothing that was printed before is wanted
 */
record UnreadLog(InstanceId instance, PodObject pod, LogRun run, Optional<Instant> since) {
    /** What was printed after this moment, which is that of a line. */
    UnreadLog after(Instant last) {
        LogRun begun = new LogRun(run.container(), run.number(), run.previous(), false, run.running());
        return new UnreadLog(instance, pod, begun, Optional.of(last.plusNanos(1)));
    }
}
