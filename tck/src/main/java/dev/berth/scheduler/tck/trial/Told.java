package dev.berth.scheduler.tck.trial;

import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.WatchEvent;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.status.WorkloadStatus;
import java.util.Collection;
import java.util.stream.Collectors;

/** What was asked and seen, in a line each. */
final class Told {
    private Told() {}

    static String edits(Collection<? extends Edit> edits) {
        return edits.stream().map(Told::edit).collect(Collectors.joining(", "));
    }

    private static String edit(Edit edit) {
        return switch (edit.kind()) {
            case APPLY -> "apply " + ((Edit.Apply) edit).spec();
            case SCALE -> "scale " + edit.id() + " to " + ((Edit.Scale) edit).replicas();
            case ROLLBACK -> "roll " + edit.id() + " back to " + ((Edit.Rollback) edit).revision();
            case RESTART, CANCEL, PAUSE, RESUME, ABORT, REMOVE -> edit.kind() + " " + edit.id();
        };
    }

    static String applied(Applied applied) {
        return applied.items().stream()
                .map(item -> item.id() + " " + item.action()
                        + item.version().map(version -> " " + version).orElse("") + " revision " + item.revision()
                        + item.failure().map(failure -> " failed: " + failure).orElse(""))
                .collect(Collectors.joining(", "));
    }

    static String event(WatchEvent event) {
        return switch (event.kind()) {
            case CHANGED -> workload(((WatchEvent.Changed) event).workload());
            case INSTANCE_CHANGED -> instance(((WatchEvent.InstanceChanged) event).instance());
            case INSTANCE_ENDED -> "ended " + instance(((WatchEvent.InstanceEnded) event).instance());
            case RUN_CHANGED -> run(((WatchEvent.RunChanged) event).run());
            case REMOVED -> "removed " + ((WatchEvent.Removed) event).id();
            case SYNCED -> ((WatchEvent.Synced) event).again() ? "RESYNCED" : "SYNCED";
        };
    }

    static String run(Run run) {
        return "run " + run.id() + " revision " + run.revision() + " " + run.state() + " succeeded " + run.succeeded()
                + " failed " + run.failed() + " active " + run.active() + " attempts "
                + run.attempts().stream()
                        .map(attempt -> attempt.instance().uid() + " "
                                + attempt.termination().sentence())
                        .toList()
                + (run.reason().isEmpty() ? "" : " " + run.reason() + ": " + run.message());
    }

    static String workload(Workload workload) {
        WorkloadStatus status = workload.status();
        return workload.id() + " " + workload.version() + " revision " + workload.revision() + " " + status.phase()
                + " desired " + status.desired() + " placed " + status.placed() + " running " + status.running()
                + " ready " + status.ready() + " updated " + status.updated() + " failed " + status.failed()
                + " observed " + status.observed()
                + (status.conditions().isEmpty() ? "" : " " + status.conditions())
                + status.explanation().map(why -> " (" + why + ")").orElse("");
    }

    static String instance(Instance instance) {
        return instance.id() + " revision " + instance.revision() + " "
                + instance.node().map(node -> "on " + node).orElse("nowhere") + " " + instance.state()
                + (instance.ready() ? " ready" : "") + " restarts " + instance.restarts()
                + (instance.reason().isEmpty() ? "" : " " + instance.reason() + ": " + instance.message())
                + instance.lastTermination()
                        .map(end -> " last " + end.sentence())
                        .orElse("");
    }
}
