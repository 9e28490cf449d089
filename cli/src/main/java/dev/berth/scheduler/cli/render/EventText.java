package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.cli.text.Colour;
import dev.berth.scheduler.cli.text.Colours;
import dev.berth.scheduler.cli.text.SafeText;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.status.WatchEvent;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.status.WorkloadStatus;

/** What a watch delivers, one line each. */
public final class EventText {
    static final String NOT_READY = "NOT_READY";

    private EventText() {}

    public static String line(WatchEvent event, Colours colours) {
        if (event instanceof WatchEvent.Changed changed) {
            return workload(changed.workload(), colours);
        }
        if (event instanceof WatchEvent.InstanceChanged changed) {
            return instance(changed.instance(), colours);
        }
        if (event instanceof WatchEvent.InstanceEnded ended) {
            return instance(ended.instance(), colours) + ", gone" + end(ended.instance()) + dropped(ended.dropped());
        }
        if (event instanceof WatchEvent.RunChanged changed) {
            return run(changed.run(), colours);
        }
        if (event instanceof WatchEvent.Removed removed) {
            return colours.paint(Colour.NAME, Names.workload(removed.id())) + " removed";
        }
        return colours.paint(Colour.FAINT, ((WatchEvent.Synced) event).again() ? "resynced" : "synced");
    }

    public static MapNode document(WatchEvent event) {
        Fields fields = new Fields().text("event", event.kind().name());
        if (event instanceof WatchEvent.Changed changed) {
            fields.node("workload", StatusDocuments.workload(changed.workload()));
        } else if (event instanceof WatchEvent.InstanceChanged changed) {
            fields.node("instance", StatusDocuments.instance(changed.instance()));
        } else if (event instanceof WatchEvent.InstanceEnded ended) {
            fields.node("instance", StatusDocuments.instance(ended.instance())).number("dropped", ended.dropped());
        } else if (event instanceof WatchEvent.RunChanged changed) {
            fields.node("run", RunTable.document(changed.run()));
        } else if (event instanceof WatchEvent.Removed removed) {
            fields.text("id", removed.id().toString());
        } else if (event instanceof WatchEvent.Synced synced) {
            fields.truth("again", synced.again());
        }
        return fields.map();
    }

    private static String run(Run run, Colours colours) {
        String why = RunTable.reason(run);
        return colours.paint(Colour.NAME, Names.workload(run.id().workload())) + " run "
                + run.id().name() + " " + run.state() + ", " + run.succeeded() + " succeeded, " + run.failed()
                + " failed" + (why.isEmpty() ? "" : ": " + SafeText.line(why));
    }

    /** {@code 2 of 3 ready}, and what else is known. */
    static String progress(Workload workload) {
        WorkloadStatus status = workload.status();
        String why = isOutdated(status) ? "" : WorkloadTable.why(status);
        return counts(workload.mode(), status)
                + (status.failed() == 0 ? "" : ", " + status.failed() + " failed")
                + (why.isEmpty() ? "" : ": " + SafeText.line(why));
    }

    /** What runs to its end is never ready; of a service that rolls out, all may be and few of them new. */
    private static String counts(Mode.Kind mode, WorkloadStatus status) {
        return switch (mode) {
            case BATCH, GLOBAL_BATCH, CRON -> status.running() + " running";
            case REPLICATED, GLOBAL ->
                status.ready() + " of " + status.desired() + " ready"
                        + (isHalfWay(status) ? ", " + status.updated() + " updated" : "");
        };
    }

    /** All may be ready, and one of them old while its successor is yet to run: without that number it looks done. */
    private static boolean isHalfWay(WorkloadStatus status) {
        boolean looksDone =
                status.phase() != Phase.STABLE && status.desired() > 0 && status.ready() >= status.desired();
        return status.updated() < status.running() || looksDone;
    }

    /** Conditions are told beside the counts, not with them: where all are ready, that some are not is an old one. */
    private static boolean isOutdated(WorkloadStatus status) {
        return status.phase() == Phase.STABLE
                && status.conditions().stream()
                        .allMatch(condition -> condition.reason().equals(NOT_READY));
    }

    private static String workload(Workload workload, Colours colours) {
        WorkloadStatus status = workload.status();
        return colours.paint(Colour.NAME, Names.workload(workload.id())) + " "
                + colours.paint(
                        Phases.cell(status.phase()).colour(), status.phase().name()) + " revision "
                + workload.revision() + ", " + progress(workload);
    }

    private static String instance(Instance instance, Colours colours) {
        String why = InstanceTable.why(instance);
        return colours.paint(Colour.NAME, Names.instance(instance.id())) + " "
                + colours.paint(
                        Phases.cell(instance.state()).colour(), instance.state().name())
                + (instance.ready() ? ", ready" : "")
                + instance.node().map(NodeId::value).map(node -> " on " + node).orElse("")
                + (instance.restarts() == 0 ? "" : ", " + Names.count(instance.restarts(), "restart"))
                + (why.isEmpty() ? "" : ": " + SafeText.line(why));
    }

    private static String end(Instance instance) {
        return instance.lastTermination()
                .map(Termination::sentence)
                .map(sentence -> " (" + SafeText.line(sentence) + ")")
                .orElse("");
    }

    private static String dropped(long count) {
        return count == 0 ? "" : "; " + Names.count(count, "earlier end") + " missed";
    }
}
