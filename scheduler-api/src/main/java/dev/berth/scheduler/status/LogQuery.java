package dev.berth.scheduler.status;

import dev.berth.scheduler.spec.Selector;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Which log lines are wanted (rule LOG-1). */
public sealed interface LogQuery permits LogQueryData {
    Selector workloads();

    /** Only this instance. */
    Optional<InstanceId> instance();

    /** At most this many of the last lines of each instance; all that are kept when empty. */
    OptionalInt tail();

    /** No line older than this. */
    Optional<Instant> since();

    /** Whether to go on with lines yet to be written. */
    boolean follow();

    LogQuery tail(int lines);

    LogQuery since(Instant time);

    LogQuery following();

    LogQuery instance(InstanceId id);

    static LogQuery of(Selector workloads) {
        return new LogQueryData(workloads, Optional.empty(), OptionalInt.empty(), Optional.empty(), false);
    }
}

record LogQueryData(
        Selector workloads, Optional<InstanceId> instance, OptionalInt tail, Optional<Instant> since, boolean follow)
        implements LogQuery {
    @Override
    public LogQuery tail(int lines) {
        return new LogQueryData(workloads, instance, OptionalInt.of(lines), since, follow);
    }

    @Override
    public LogQuery since(Instant time) {
        return new LogQueryData(workloads, instance, tail, Optional.of(time), follow);
    }

    @Override
    public LogQuery following() {
        return new LogQueryData(workloads, instance, tail, since, true);
    }

    @Override
    public LogQuery instance(InstanceId id) {
        return new LogQueryData(workloads, Optional.of(id), tail, since, follow);
    }
}
