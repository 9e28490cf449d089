package dev.berth.scheduler.core.testing;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.LogLine;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Lines that one instance wrote. */
final class MemoryLines implements Feed<LogLine> {
    private final InstanceId instance;
    private final Iterator<String> left;

    MemoryLines(WorkloadId workload, List<String> lines) {
        this.instance = new InstanceId(workload, "1-0");
        this.left = lines.iterator();
    }

    @Override
    public Optional<LogLine> poll(Duration timeout) {
        return left.hasNext()
                ? Optional.of(new LogLine(instance, "main", LogLine.Stream.STDOUT, Optional.empty(), left.next()))
                : Optional.empty();
    }

    @Override
    public boolean ended() {
        return !left.hasNext();
    }

    @Override
    public void close() {}
}
