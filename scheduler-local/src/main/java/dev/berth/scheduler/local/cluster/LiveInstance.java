package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.status.Explanation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An instance in memory: what is stored of it, and what is known only while this process lives. Of the loop only. */
final class LiveInstance {
    private final Template template;
    private InstanceRow row;
    private Optional<Explanation> explanation = Optional.empty();
    private Loop.@Nullable Timer timer;
    private Loop.@Nullable Timer sweep;
    private @Nullable Runnable probes;
    private long startedNanos;
    private boolean killed;
    private boolean ending;

    LiveInstance(InstanceRow row, Template template) {
        this.row = row;
        this.template = template;
    }

    Template template() {
        return template;
    }

    InstanceRow row() {
        return row;
    }

    /** Only {@link ClusterState#put} does this: it also stores and tells. */
    void row(InstanceRow next) {
        row = next;
    }

    InstancePhase phase() {
        return row.phase();
    }

    boolean isReady() {
        return row.phase() == InstancePhase.RUNNING && row.run().ready();
    }

    /** Why it can't be placed, while PENDING. */
    Optional<Explanation> explanation() {
        return explanation;
    }

    void explanation(Optional<Explanation> why) {
        explanation = why;
    }

    /** When its process was started or found, by the loop's clock. */
    long startedNanos() {
        return startedNanos;
    }

    void startedNanos(long when) {
        startedNanos = when;
    }

    /** Whether it has been asked to end the hard way. */
    boolean killed() {
        return killed;
    }

    void killed(boolean asked) {
        killed = asked;
    }

    /** Replaces the one timer an instance has: for its next start, or for the end of its grace. */
    void timer(Loop.@Nullable Timer next) {
        if (timer != null) {
            timer.cancel();
        }
        timer = next;
    }

    /** Replaces the look at what its process left behind. */
    void sweep(Loop.@Nullable Timer next) {
        if (sweep != null) {
            sweep.cancel();
        }
        sweep = next;
    }

    /** Whether its process has ended, and what it may have left behind is looked for or being ended. */
    boolean isEnding() {
        return ending;
    }

    void ending(boolean hasEnded) {
        ending = hasEnded;
    }

    /** Replaces its probes by others, which {@code stop} ends. */
    void probes(@Nullable Runnable stop) {
        if (probes != null) {
            probes.run();
        }
        probes = stop;
    }
}
