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

    /** How far the backend is with {@link #applied}. */
    Progress progress();

    /** The same with this progress. */
    WorkloadReport withProgress(Progress made);

    /** Without a word about progress. */
    static WorkloadReport of(
            StoredRecord record,
            Optional<Version> applied,
            int desired,
            List<Condition> conditions,
            Optional<Explanation> explanation) {
        return new WorkloadReportData(record, applied, desired, conditions, explanation, Progress.UNKNOWN);
    }
}

record WorkloadReportData(
        StoredRecord record,
        Optional<Version> applied,
        int desired,
        List<Condition> conditions,
        Optional<Explanation> explanation,
        Progress progress)
        implements WorkloadReport {
    WorkloadReportData {
        conditions = List.copyOf(conditions);
    }

    @Override
    public WorkloadReport withProgress(Progress made) {
        return new WorkloadReportData(record, applied, desired, conditions, explanation, made);
    }
}
