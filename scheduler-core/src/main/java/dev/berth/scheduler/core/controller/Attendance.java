package dev.berth.scheduler.core.controller;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Run;
import java.time.Duration;
import java.util.Optional;

/** What there is to do upon what a controller is told. */
interface Attendance {
    /**
     * Does what is left to do for a workload.
     *
     * @return how long there is nothing more to do; empty when there is until something changes
     */
    Optional<Duration> attend(WorkloadId id);

    /** Moves on what nodes are being emptied of; answers as {@link #attend} does. */
    Optional<Duration> carryOnDrains();

    /** Has the ends of a run's attempts noted. */
    void keep(Run run);
}
