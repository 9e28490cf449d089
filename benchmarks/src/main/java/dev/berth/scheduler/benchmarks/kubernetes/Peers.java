package dev.berth.scheduler.benchmarks.kubernetes;

import dev.berth.scheduler.benchmarks.cluster.Lab;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import java.io.IOException;
import java.util.List;

/** The same step on both sides: it takes so many nanoseconds. */
final class Peers {
    private Peers() {}

    /** Applies; fails unless just so many workloads were written. */
    static long apply(Berth berth, List<Edit> edits, int changed) {
        long begin = System.nanoTime();
        Applied applied =
                berth.scheduler().workloads().edit(edits, PlanOptions.DEFAULT).orThrow();
        long time = System.nanoTime() - begin;
        long written = applied.items().stream()
                .filter(item -> item.action() != Change.Action.UNCHANGED)
                .count();
        if (written != changed) {
            throw new IllegalStateException(written + " workloads were changed, not " + changed);
        }
        return time;
    }

    /** Runs a command; fails unless it says that it left all but so many objects as they were. */
    static long run(List<String> command, int changed) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        String printed = Lab.output(command);
        long time = System.nanoTime() - begin;
        long written =
                printed.lines().filter(line -> !line.endsWith(" unchanged")).count();
        if (written != changed) {
            throw new IllegalStateException(written + " objects were changed by kubectl, not " + changed);
        }
        return time;
    }
}
