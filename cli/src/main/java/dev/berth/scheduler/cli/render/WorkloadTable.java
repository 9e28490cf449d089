package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.cli.text.Cell;
import dev.berth.scheduler.cli.text.Colour;
import dev.berth.scheduler.cli.text.Table;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.status.WorkloadStatus;
import java.util.List;
import java.util.Optional;

/** Workloads, one in each row. */
public final class WorkloadTable {
    private WorkloadTable() {}

    public static Table of(List<Workload> workloads, boolean wide) {
        Table table = wide
                ? Table.of(
                        "NAME",
                        "MODE",
                        "DESIRED",
                        "READY",
                        "UPDATED",
                        "PHASE",
                        "RUNNING",
                        "FAILED",
                        "REVISION",
                        "VERSION",
                        "WHY")
                : Table.of("NAME", "MODE", "DESIRED", "READY", "UPDATED", "PHASE", "WHY");
        for (Workload workload : workloads) {
            table.row(wide ? wideCells(workload) : cells(workload));
        }
        return table;
    }

    /** Why a workload is not as it should be, on one line; empty when there is nothing to say. */
    public static String why(WorkloadStatus status) {
        return status.explanation()
                .map(Explanation::sentence)
                .orElseGet(() -> weightiest(status)
                        .map(condition -> sentence(status.phase(), condition))
                        .orElse(""));
    }

    /** That instances are not ready is said by the counts too, anything else by nothing else. */
    private static Optional<Condition> weightiest(WorkloadStatus status) {
        List<Condition> conditions = status.conditions();
        return conditions.stream()
                .filter(condition -> !condition.reason().equals(EventText.NOT_READY))
                .findFirst()
                .or(() -> conditions.stream().findFirst());
    }

    private static String sentence(Phase phase, Condition condition) {
        boolean said = condition.reason().equals(EventText.NOT_READY)
                || condition.reason().equals(phase.name());
        return said ? condition.message() : Names.reason(condition.reason(), condition.message());
    }

    private static Cell[] cells(Workload workload) {
        WorkloadStatus status = workload.status();
        return new Cell[] {
            Cell.of(Names.workload(workload.id()), Colour.NAME),
            Cell.of(Names.word(workload.mode())),
            Cell.of(status.desired()),
            Cell.of(status.ready()),
            Cell.of(status.updated()),
            Phases.cell(status.phase()),
            Cell.of(why(status))
        };
    }

    private static Cell[] wideCells(Workload workload) {
        WorkloadStatus status = workload.status();
        return new Cell[] {
            Cell.of(Names.workload(workload.id()), Colour.NAME),
            Cell.of(Names.word(workload.mode())),
            Cell.of(status.desired()),
            Cell.of(status.ready()),
            Cell.of(status.updated()),
            Phases.cell(status.phase()),
            Cell.of(status.running()),
            Cell.of(status.failed()),
            Cell.of(workload.revision()),
            Cell.of(workload.version().toString()),
            Cell.of(why(status))
        };
    }
}
