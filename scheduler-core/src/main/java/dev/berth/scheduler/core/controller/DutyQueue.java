package dev.berth.scheduler.core.controller;

import dev.berth.scheduler.core.record.RecordSummary;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.spi.RecordHeader;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Version;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns reports into work, each workload at most once in the queue, at the earliest time it was queued for. */
final class DutyQueue implements Sink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DutyQueue.class);

    /** How long an edit may look unfinished before it is taken for abandoned: its client is most likely at work. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How often it is asked whether the lease still holds. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final Attendance duties;
    private final Lease lease;
    /** When each workload is attended next. */
    private final Map<WorkloadId, Long> due = new HashMap<>();

    private final Map<WorkloadId, Version> settled = new ConcurrentHashMap<>();
    /** The ended attempts of each run that are noted. */
    private final Map<RunId, List<Run.Attempt>> kept = new ConcurrentHashMap<>();
    /** The versions whose failure has been looked at. */
    private final Map<WorkloadId, Version> failed = new ConcurrentHashMap<>();

    private final Runnable onLoss;
    private final DutyThread worker;
    private final Attempts attempts;
    private final Drains drains;

    /** {@code onLoss} is run when the lease is found lost. */
    DutyQueue(Attendance duties, Lease lease, Runnable onLoss) {
        this(duties, lease, onLoss, new WorkerThread());
    }

    DutyQueue(Attendance duties, Lease lease, Runnable onLoss, DutyThread worker) {
        this.duties = duties;
        this.lease = lease;
        this.onLoss = onLoss;
        this.worker = worker;
        this.attempts = new Attempts(lease, worker);
        this.drains = new Drains(duties::carryOnDrains, lease, worker);
        worker.after(HEARTBEAT, this::beat);
    }

    private void beat() {
        if (lease.isHeld()) {
            worker.after(HEARTBEAT, this::beat);
        } else {
            onLoss.run();
        }
    }

    @Override
    public void workload(WorkloadReport report) {
        try {
            judge(report);
        } catch (SchedulerException e) {
            // One record that can't be read must not keep the other workloads waiting.
            LOG.warn("{} is not attended: {}", report.record().key().id(), e.getMessage());
        }
    }

    /** What a CRON does next may hang on how its runs are doing. */
    @Override
    public void run(Run run) {
        if (run.scheduledAt().isPresent() && run.state().isOver()) {
            enqueue(run.id().workload(), Duration.ZERO);
        }
        if (!run.attempts().isEmpty() && !run.attempts().equals(kept.put(run.id(), run.attempts()))) {
            worker.after(Duration.ZERO, () -> keep(run));
        }
    }

    @Override
    public void runGone(RunId id) {
        kept.remove(id);
    }

    private void keep(Run run) {
        attempts.make(
                "how " + run.id() + " went is noted",
                () -> duties.keep(run),
                delay -> worker.after(delay, () -> keep(run)));
    }

    private void judge(WorkloadReport report) {
        RecordSummary summary = RecordSummary.of(
                new RecordHeader(report.record().key(), report.record().attributes()));
        WorkloadId id = report.record().key().id();
        boolean tombstone = summary.kind() == WorkloadRecord.Kind.TOMBSTONE;
        Optional<Version> wanted = tombstone ? Optional.empty() : Optional.of(summary.version());
        boolean applied = report.applied().equals(wanted);
        if (!applied) {
            enqueue(id, PATIENCE);
        } else if (!summary.version().equals(settled.put(id, summary.version())) || tombstone) {
            enqueue(id, Duration.ZERO);
        } else if (RolloutDuty.isDue(summary, report.progress())
                && !summary.version().equals(failed.put(id, summary.version()))) {
            enqueue(id, Duration.ZERO);
        }
    }

    /** An earlier time wins over the one it is queued for: what was to wait for its client may be for us to do at once. */
    private void enqueue(WorkloadId id, Duration delay) {
        long time = worker.nanoTime() + delay.toNanos();
        synchronized (due) {
            Long queued = due.get(id);
            if (queued != null && queued - time <= 0) {
                return;
            }
            due.put(id, time);
        }
        worker.after(delay, () -> work(id, time));
    }

    /** What was queued again for an earlier time is done by then, or due again. */
    private boolean isDue(WorkloadId id, long time) {
        synchronized (due) {
            return due.remove(id, time);
        }
    }

    private void work(WorkloadId id, long time) {
        if (isDue(id, time)) {
            Consumer<Duration> again = delay -> enqueue(id, delay);
            attempts.make(id + " is attended", () -> duties.attend(id).ifPresent(again), again);
        }
    }

    @Override
    public void gone(WorkloadId id) {
        settled.remove(id);
        failed.remove(id);
    }

    @Override
    public void instance(Instance instance) {
        // Instances are the backend's own business.
    }

    @Override
    public void node(Node node) {
        drains.node(node);
    }

    @Override
    public void ended(Instance instance) {
        // Instances are the backend's own business.
    }

    @Override
    public void nodeGone(NodeId id) {
        drains.gone(id);
    }

    @Override
    public boolean synced() {
        drains.begin();
        return lease.isHeld();
    }

    @Override
    public void close() {
        worker.close();
    }
}
