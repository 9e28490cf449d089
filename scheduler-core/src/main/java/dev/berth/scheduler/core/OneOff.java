package dev.berth.scheduler.core;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.status.Run;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * Runs something once and leaves nothing behind (rule RUN-1): a BATCH under a name of its own, applied, waited for and
 * removed, whatever comes of it. Only a process that is killed meanwhile leaves the batch, to be removed by its name.
 */
public final class OneOff {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 4;

    /** Of one that failed. */
    private static final int REMOVALS = 3;

    /** How long the removal is waited for. */
    private static final Duration REMOVAL = Duration.ofMinutes(1);

    private OneOff() {}

    /**
     * Runs it, and gives its output as it comes, where the backend lets logs be followed, else once it has ended.
     *
     * @param batch what to run; of its name only the beginning is kept, so that many may run at a time
     * @param limit how long it may take; later it is ended
     * @param output takes the lines of all its instances, in another thread while it runs, never in two at a time; what it
     *     throws ends the run
     * @return how it ended; {@link Run#attempts} have the exit codes
     * @throws SchedulerException what kept it from running to its end; where it could not be removed either, another that is
     *     suppressed by it says what may be left
     * @throws RefusedException INVALID when it is no BATCH, or as applying it is refused
     * @throws dev.berth.scheduler.error.ContactException TIMEOUT when {@code limit} passes first
     */
    public static Run run(Scheduler scheduler, WorkloadSpec batch, Duration limit, Consumer<LogLine> output)
            throws InterruptedException {
        if (batch.mode().kind() != Mode.Kind.BATCH) {
            throw RefusedException.invalid(
                    "mode", "mode of " + batch.id() + " (=" + batch.mode().kind() + ") must be BATCH to be run once");
        }
        WorkloadSpec named = batch.toBuilder().id(nameOf(batch.id())).build();
        try {
            Run ended = ended(scheduler, named, limit, output);
            remove(scheduler, named.id());
            return ended;
        } catch (InterruptedException | RuntimeException e) {
            removeDespite(scheduler, named.id(), e);
            throw e;
        }
    }

    private static WorkloadId nameOf(WorkloadId id) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        String end = "-" + HexFormat.of().formatHex(random);
        String name = id.name();
        String begin = name.substring(0, Math.min(name.length(), WorkloadId.MAXIMUM_LENGTH - end.length()));
        return WorkloadId.of(id.namespace(), begin + end);
    }

    private static Run ended(Scheduler scheduler, WorkloadSpec batch, Duration limit, Consumer<LogLine> output)
            throws InterruptedException {
        Applied applied = scheduler.workloads().apply(batch);
        LogQuery query = LogQuery.of(Selector.of(batch.id()));
        RunOutput lines = new RunOutput(output);
        if (scheduler
                .describe()
                .support(Capabilities.LOGS_FOLLOW, Mode.Kind.BATCH)
                .isSupported()) {
            lines.follow(() -> scheduler.logs(query.following()));
        }
        try {
            Await.settled(scheduler, applied, limit);
        } finally {
            lines.stop();
        }
        try (Feed<LogLine> kept = scheduler.logs(query)) {
            lines.finish(kept, limit);
        }
        return scheduler.workloads().runs(batch.id()).stream()
                .findFirst()
                .orElseThrow(() -> new BackendException(
                        "the backend says that " + batch.id() + " has ended and doesn't tell its run",
                        Effect.UNKNOWN,
                        "",
                        null));
    }

    private static void remove(Scheduler scheduler, WorkloadId id) throws InterruptedException {
        Applied removed = scheduler.workloads().edit(Edit.remove(id)).orThrow();
        Await.settled(scheduler, removed, REMOVAL);
    }

    /** An interruption may not keep it from cleaning up, nor be lost by that; nor may a backend that is away for a moment. */
    private static void removeDespite(Scheduler scheduler, WorkloadId id, Exception cause) {
        boolean interrupted = Thread.interrupted();
        try {
            boolean removed = false;
            for (int attempt = 1; attempt <= REMOVALS && !removed; attempt++) {
                removed = isRemoved(scheduler, id, attempt == REMOVALS, cause);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isRemoved(Scheduler scheduler, WorkloadId id, boolean last, Exception cause) {
        try {
            scheduler.workloads().remove(id);
            return true;
        } catch (SchedulerException e) {
            if (last) {
                cause.addSuppressed(new BackendException(
                        id + " could not be removed and may be left: " + e.getMessage(), Effect.UNKNOWN, "", e));
            }
            return false;
        }
    }
}
