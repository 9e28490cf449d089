package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.cli.text.Cell;
import dev.berth.scheduler.cli.text.Colour;
import dev.berth.scheduler.cli.text.Table;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.status.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs, one in each row. */
public final class RunTable {
    private RunTable() {}

    public static Table of(List<Run> runs) {
        Table table =
                Table.of("RUN", "REVISION", "STATE", "SUCCEEDED", "FAILED", "ACTIVE", "STARTED", "ENDED", "REASON");
        for (Run run : runs) {
            table.row(
                    Cell.of(run.id().name(), Colour.NAME),
                    Cell.of(Long.toString(run.revision())),
                    Cell.of(run.state().name(), colour(run.state())),
                    Cell.of(Integer.toString(run.succeeded())),
                    Cell.of(Integer.toString(run.failed())),
                    Cell.of(Integer.toString(run.active())),
                    Cell.of(time(run.startedAt())),
                    Cell.of(time(run.endedAt())),
                    Cell.of(reason(run).isEmpty() ? "-" : reason(run)));
        }
        return table;
    }

    private static String time(Optional<Instant> time) {
        return time.map(Names::time).orElse("-");
    }

    /** Why it is in its state, which itself is no reason; empty when there is nothing to say. */
    static String reason(Run run) {
        boolean said = run.reason().equals(run.state().name());
        return Names.reason(said ? "" : run.reason(), run.message());
    }

    private static Colour colour(Run.State state) {
        return switch (state) {
            case COMPLETED -> Colour.GOOD;
            case PENDING, RUNNING, CANCELLED, SKIPPED -> Colour.BUSY;
            case FAILED, MISSED, UNKNOWN -> Colour.BAD;
        };
    }

    /** With how each attempt ended. */
    public static MapNode document(Run run) {
        return new Fields()
                .text("id", run.id().workload().toString())
                .text("run", run.id().name())
                .number("revision", run.revision())
                .text("state", run.state().name())
                .number("succeeded", run.succeeded())
                .number("failed", run.failed())
                .number("active", run.active())
                .time("scheduledAt", run.scheduledAt())
                .time("startedAt", run.startedAt())
                .time("endedAt", run.endedAt())
                .textUnlessEmpty("reason", run.reason())
                .textUnlessEmpty("message", run.message())
                .list("attempts", run.attempts(), RunTable::attempt)
                .map();
    }

    private static MapNode attempt(Run.Attempt attempt) {
        return new Fields()
                .text("instance", attempt.instance().toString())
                .node("termination", StatusDocuments.termination(attempt.termination()))
                .map();
    }
}
