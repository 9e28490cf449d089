package dev.berth.scheduler.core.watch;

import dev.berth.scheduler.core.record.RecordSummary;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.status.WorkloadStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Counts and phase of a workload, from its record, its report and its instances (rule OBS-1). */
final class StatusDeriver {
    private final RecordSummary record;
    private final WorkloadReport report;
    private final InstanceCounts counts;
    private final RunPhases runs;
    /** Whether it needs a controller and none lives. */
    private final boolean abandoned;

    private StatusDeriver(
            RecordSummary record,
            WorkloadReport report,
            Collection<Instance> instances,
            Collection<Run> runs,
            boolean controllerLives) {
        this.runs = new RunPhases(record, runs);
        this.abandoned = record.intent().controlled() && !controllerLives && record.kind() == WorkloadRecord.Kind.SPEC;
        this.record = record;
        this.report = report;
        this.counts = InstanceCounts.of(instances, record.borne());
    }

    static Workload workload(
            KnownRecord known,
            WorkloadReport report,
            Collection<Instance> instances,
            Collection<Run> runs,
            boolean controllerLives) {
        RecordSummary record = known.summary();
        return Workload.deferred(
                report.record().key().id(),
                record.mode(),
                known::spec,
                record.version(),
                record.revision(),
                new StatusDeriver(record, report, instances, runs, controllerLives).status());
    }

    private WorkloadStatus status() {
        return WorkloadStatus.builder(report.applied().orElse(record.version()))
                .phase(phase())
                .desired(desired())
                .placed(counts.placed())
                .running(counts.running())
                .ready(counts.ready())
                .updated(counts.updated())
                .failed(counts.failed())
                .conditions(conditions())
                .explanation(report.explanation())
                .build();
    }

    private int desired() {
        return record.mode() == Mode.Kind.REPLICATED ? record.replicas() : report.desired();
    }

    private Phase phase() {
        if (record.kind() == WorkloadRecord.Kind.TOMBSTONE) {
            return Phase.REMOVING;
        }
        if (!isApplied()) {
            return Phase.PROGRESSING;
        }
        return switch (record.mode()) {
            case REPLICATED, GLOBAL -> isHeld() ? Phase.PAUSED : lookedAfter(servicePhase());
            case BATCH, GLOBAL_BATCH -> runs.phase();
            case CRON -> record.intent().directives().paused() ? Phase.PAUSED : lookedAfter(Phase.STABLE);
        };
    }

    /** What nobody drives may look stable and is not: the next failure would go unanswered. */
    private Phase lookedAfter(Phase phase) {
        return abandoned && phase == Phase.STABLE ? Phase.DEGRADED : phase;
    }

    /** Whether a rollout stands still, and not at its end: told to, or failed with nobody who answers that. */
    private boolean isHeld() {
        boolean held = record.intent().directives().paused() || hasFailedForGood();
        return held && report.progress().state() != Progress.State.COMPLETE && !isInPlace();
    }

    /** Where a controller answers, another version follows at once. */
    private boolean hasFailedForGood() {
        return report.progress().state() == Progress.State.FAILED
                && !record.intent().controlled();
    }

    private boolean isInPlace() {
        return counts.readyAndUpdated() == desired() && counts.alive() == desired();
    }

    private Phase servicePhase() {
        // A rendering that was made anew is of the same revision, so instances alone don't tell that all were replaced.
        if (isInPlace() && report.progress().state() != Progress.State.ONGOING) {
            return Phase.STABLE;
        }
        if (counts.unknown() > 0) {
            return Phase.UNKNOWN;
        }
        if (counts.failed() > 0) {
            return counts.failed() == counts.alive() ? Phase.FAILED : Phase.DEGRADED;
        }
        if (report.explanation().isPresent()) {
            return Phase.PENDING;
        }
        return counts.restarted() > 0 || counts.lost() > 0 ? Phase.DEGRADED : Phase.PROGRESSING;
    }

    private boolean isApplied() {
        return report.applied().equals(Optional.of(record.version()));
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        if (abandoned) {
            conditions.add(new Condition(
                    Condition.CONTROLLER_ABSENT,
                    "it needs a controller and none lives; what runs, runs on, and what would be done for it isn't;"
                            + " 'berth controller run' is one"));
        }
        conditions.addAll(report.conditions());
        conditions.addAll(RecordConditions.of(record));
        failedProgress().ifPresent(conditions::add);
        runs.condition().ifPresent(conditions::add);
        if (!isApplied() && record.kind() == WorkloadRecord.Kind.SPEC) {
            conditions.add(new Condition(
                    Condition.UNFINISHED_EDIT,
                    "version " + record.version().generation()
                            + " is accepted and not sent to the end; a controller, or"
                            + " applying again, finishes it"));
        }
        return conditions;
    }

    private Optional<Condition> failedProgress() {
        Progress made = report.progress();
        return made.state() == Progress.State.FAILED && isApplied()
                ? Optional.of(new Condition(made.reason(), made.message()))
                : Optional.empty();
    }

    /**
     * Instances by what they do. Those that are stopping or have completed don't count, nor do lost ones: they may run or
     * not, and are replaced elsewhere.
     */
    private record InstanceCounts(
            int alive,
            int placed,
            int running,
            int ready,
            int updated,
            int readyAndUpdated,
            int failed,
            int unknown,
            int restarted,
            int lost) {
        static InstanceCounts of(Collection<Instance> instances, long revision) {
            List<Instance> counted =
                    instances.stream().filter(InstanceCounts::counts).toList();
            return new InstanceCounts(
                    counted.size(),
                    count(counted, instance -> instance.node().isPresent()),
                    count(counted, instance -> instance.state() == InstanceState.RUNNING),
                    count(counted, Instance::ready),
                    count(counted, instance -> instance.revision() == revision),
                    count(counted, instance -> instance.ready() && instance.revision() == revision),
                    count(counted, instance -> instance.state() == InstanceState.FAILED),
                    count(counted, instance -> instance.state() == InstanceState.UNKNOWN),
                    count(counted, instance -> !instance.ready() && instance.restarts() > 0),
                    count(instances, instance -> instance.state() == InstanceState.LOST));
        }

        private static boolean counts(Instance instance) {
            return switch (instance.state()) {
                case PENDING, STARTING, RUNNING, FAILED, UNKNOWN -> true;
                case STOPPING, COMPLETED, LOST -> false;
            };
        }

        private static int count(Collection<Instance> instances, java.util.function.Predicate<Instance> condition) {
            return (int) instances.stream().filter(condition).count();
        }
    }
}
