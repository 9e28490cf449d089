package dev.berth.scheduler;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.status.WatchEvent;
import java.time.Duration;

/**
 * One orchestrator, whichever it is. Thread-safe and shared; it is closed by what opened it. Every call blocks, ends
 * by its deadline and honours interruption ({@code ContactException} CANCELLED, the flag kept).
 */
public interface Scheduler {
    /** The backend connected to and what it can do. */
    BackendInfo describe();

    Workloads workloads();

    Nodes nodes();

    /**
     * A snapshot of what {@code selector} means, SYNCED, then changes until closed.
     *
     * @throws dev.berth.scheduler.error.RefusedException UNSUPPORTED where the backend can't
     */
    Feed<WatchEvent> watch(Selector selector);

    /** Lines of all instances meant, in one stream; ends by itself unless the query follows. */
    Feed<LogLine> logs(LogQuery query);

    /** A view of the same scheduler whose calls take at most {@code perCall} each; 30 s by default. */
    Scheduler within(Duration perCall);
}
