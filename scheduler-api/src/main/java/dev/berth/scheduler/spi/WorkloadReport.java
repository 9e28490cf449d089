package dev.berth.scheduler.spi;

import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.Version;
import java.util.List;
import java.util.Optional;

/** What an observer tells of one workload; core makes the phase and the counts of it. */
public sealed interface WorkloadReport permits WorkloadReportData {
    /** The record of the highest generation. */
    StoredRecord record();

    /** The version the native objects bear; empty when there are none. */
    Optional<Version> applied();

    /** How many instances the backend itself aims at now. */
    int desired();

    List<Condition> conditions();

    Optional<Explanation> explanation();

    static WorkloadReport of(
            StoredRecord record,
            Optional<Version> applied,
            int desired,
            List<Condition> conditions,
            Optional<Explanation> explanation) {
        return new WorkloadReportData(record, applied, desired, conditions, explanation);
    }
}

record WorkloadReportData(
        StoredRecord record,
        Optional<Version> applied,
        int desired,
        List<Condition> conditions,
        Optional<Explanation> explanation)
        implements WorkloadReport {
    WorkloadReportData {
        conditions = List.copyOf(conditions);
    }
}
