package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.cli.text.Cell;
import dev.berth.scheduler.cli.text.Colour;
import dev.berth.scheduler.cli.text.Table;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.status.WorkloadStatus;
import java.util.List;

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
                .orElseGet(() -> status.conditions().stream()
                        .findFirst()
                        .map(Condition::message)
                        .orElse(""));
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
