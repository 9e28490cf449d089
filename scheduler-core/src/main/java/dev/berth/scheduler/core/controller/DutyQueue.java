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
import dev.berth.scheduler.status.Version;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns reports into work, each workload at most once in the queue. */
final class DutyQueue implements Sink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DutyQueue.class);

    /** How long an edit may look unfinished before it is taken for abandoned: its client is most likely at work. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration RETRY = Duration.ofSeconds(5);

    /** How often it is asked whether the lease still holds. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private static final Duration ENDING = Duration.ofSeconds(5);

    private final Duties duties;
    private final Lease lease;
    private final Set<WorkloadId> queued = ConcurrentHashMap.newKeySet();
    private final Map<WorkloadId, Version> settled = new ConcurrentHashMap<>();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "berth-controller-duties");
        thread.setDaemon(true);
        return thread;
    });

    /** {@code onLoss} is run when the lease is found lost. */
    DutyQueue(Duties duties, Lease lease, Runnable onLoss) {
        this.duties = duties;
        this.lease = lease;
        // It ends with the worker.
        ScheduledFuture<?> unused = worker.scheduleWithFixedDelay(
                () -> {
                    if (!lease.isHeld()) {
                        onLoss.run();
                    }
                },
                HEARTBEAT.toMillis(),
                HEARTBEAT.toMillis(),
                TimeUnit.MILLISECONDS);
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
        }
    }

    private void enqueue(WorkloadId id, Duration delay) {
        if (!queued.add(id)) {
            return;
        }
        try {
            // Nothing to wait for: work() keeps every failure.
            ScheduledFuture<?> unused = worker.schedule(() -> work(id), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile: whoever holds the lease next is told everything anew.
            queued.remove(id);
        }
    }

    private void work(WorkloadId id) {
        queued.remove(id);
        if (!lease.isHeld()) {
            return;
        }
        try {
            duties.attend(id);
        } catch (SchedulerException e) {
            if (worker.isShutdown()) {
                return;
            }
            LOG.warn("{} is attended again in {} s: {}", id, RETRY.toSeconds(), e.getMessage());
            enqueue(id, RETRY);
        } catch (RuntimeException e) {
            LOG.error("{} could not be attended; again in {} s", id, RETRY.toSeconds(), e);
            enqueue(id, RETRY);
        }
    }

    @Override
    public void gone(WorkloadId id) {
        settled.remove(id);
    }

    @Override
    public void instance(Instance instance) {
        // Instances are the backend's own business.
    }

    @Override
    public void node(Node node) {
        // Nodes are the backend's own business.
    }

    @Override
    public void ended(Instance instance) {
        // Instances are the backend's own business.
    }

    @Override
    public void nodeGone(NodeId id) {
        // Nodes are the backend's own business.
    }

    @Override
    public boolean synced() {
        return lease.isHeld();
    }

    @Override
    public void close() {
        worker.shutdownNow();
        // Its thread is most likely interrupted already, by the close of the controller, which waits for this.
        boolean interrupted = Thread.interrupted();
        try {
            if (!worker.awaitTermination(ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a duty goes on {} s after its end was asked for", ENDING.toSeconds());
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
