package dev.berth.scheduler.benchmarks.local;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.Await;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.WatchEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Future;

/** The subject: one workload of as many instances, a new one each time. */
final class EmbeddedProcesses {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Scheduler scheduler;
    private final Path events;
    private final int count;
    private int round;

    /** @param events where the shims record */
    EmbeddedProcesses(Scheduler scheduler, Path events, int count) {
        this.scheduler = scheduler;
        this.events = events;
        this.count = count;
    }

    static WorkloadSpec sleepers(WorkloadId id, int replicas) {
        return WorkloadSpec.builder(id, Mode.replicated(replicas))
                .task(Task.main(ProcessArtifact.builder("/bin/sleep")
                                .arguments("100000")
                                .build())
                        .build())
                .build();
    }

    private WorkloadId id() {
        return WorkloadId.of("bench", "round-" + round);
    }

    /** Starts and stops one process as often. */
    void warm(int edits) throws InterruptedException {
        WorkloadId id = WorkloadId.of("bench", "warm");
        for (int edit = 0; edit < edits; edit++) {
            Await.settled(scheduler, scheduler.workloads().apply(sleepers(id, 1)), LIMIT);
            Await.settled(scheduler, scheduler.workloads().remove(id), LIMIT);
        }
    }

    /** From the edit until all are running. */
    long start() throws InterruptedException {
        round++;
        WorkloadSpec spec = sleepers(id(), count);
        Rest.take();
        long begin = System.nanoTime();
        Await.settled(scheduler, scheduler.workloads().apply(spec), LIMIT);
        return System.nanoTime() - begin;
    }

    /**
     * The time from an edit.
     *
     * @param ended until the last process was collected
     * @param told until the watch had told every end
     */
    record Stop(long ended, long told) {}

    /** Stops them all; forgetting the workload takes longer and isn't counted. */
    Stop stop() throws Exception {
        try (Feed<WatchEvent> feed = scheduler.watch(Selector.of(id()));
                Collected collected = new Collected(events, count)) {
            awaitSynced(feed);
            Rest.take();
            Future<Long> last = collected.last();
            long begin = System.nanoTime();
            Applied removed = scheduler.workloads().remove(id());
            awaitEnds(feed);
            long told = System.nanoTime() - begin;
            Await.settled(scheduler, removed, LIMIT);
            return new Stop(last.get() - begin, told);
        }
    }

    private static void awaitSynced(Feed<WatchEvent> feed) throws InterruptedException {
        WatchEvent event = next(feed);
        while (event.kind() != WatchEvent.Kind.SYNCED) {
            event = next(feed);
        }
    }

    /** A feed keeps the last ends only, and counts those it dropped. */
    private void awaitEnds(Feed<WatchEvent> feed) throws InterruptedException {
        long ended = 0;
        while (ended < count) {
            if (next(feed) instanceof WatchEvent.InstanceEnded end) {
                ended += 1 + end.dropped();
            }
        }
    }

    private static WatchEvent next(Feed<WatchEvent> feed) throws InterruptedException {
        return feed.poll(LIMIT).orElseThrow(() -> new IllegalStateException("nothing happened within " + LIMIT));
    }

    /** Whatever a failure left. */
    void cleanUp() throws InterruptedException {
        Await.settled(scheduler, scheduler.workloads().remove(id()), LIMIT);
    }
}
