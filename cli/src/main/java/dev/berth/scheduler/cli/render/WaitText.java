package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.status.WorkloadStatus;

/** How far a workload is from what was asked for. */
public final class WaitText {
    private WaitText() {}

    /** {@code web PROGRESSING 2 of 3 ready}, without colours. */
    public static String progress(Workload workload) {
        return Names.workload(workload.id()) + " " + workload.status().phase().name() + " "
                + EventText.progress(workload);
    }

    /** What the workload lacks when the time is up: {@code 2 of 3 ready; 1 pending: 3 nodes: 3 insufficient cpu}. */
    public static String missing(Workload workload) {
        WorkloadStatus status = workload.status();
        int pending = Math.max(0, status.desired() - status.placed());
        String why = WorkloadTable.why(status);
        return Names.workload(workload.id()) + ": " + status.ready() + " of " + status.desired() + " ready"
                + (status.updated() < status.desired() ? "; " + status.updated() + " updated" : "")
                + (status.failed() == 0 ? "" : "; " + status.failed() + " failed")
                + (pending == 0 ? "" : "; " + pending + " pending")
                + (why.isEmpty() ? "" : ": " + why);
    }

    public static String unseen(WorkloadId id) {
        return Names.workload(id) + ": nothing has been observed of it";
    }
}
