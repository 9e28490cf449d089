package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.cli.text.Colours;
import dev.berth.scheduler.cli.text.SafeText;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.status.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a workload is as it is. */
public final class ExplainText {
    private ExplainText() {}

    public static List<String> lines(Workload workload, List<Instance> instances, Colours colours) {
        List<String> lines = new ArrayList<>();
        lines.add(Names.workload(workload.id()) + " is "
                + colours.paint(
                        Phases.cell(workload.status().phase()).colour(),
                        workload.status().phase().name()) + ": " + counts(workload));
        Optional<String> unplaced = workload.status().explanation().map(Explanation::sentence);
        unplaced.ifPresent(sentence -> lines.add("  can't be placed: " + SafeText.line(sentence)));
        for (Condition condition : workload.status().conditions()) {
            if (unplaced.filter(condition.message()::endsWith).isEmpty()) {
                lines.add("  " + SafeText.line(condition.reason() + ": " + condition.message()));
            }
        }
        for (Instance instance : instances) {
            boolean said = instance.state() == InstanceState.PENDING
                    && unplaced.filter(InstanceTable.why(instance)::equals).isPresent();
            if (isRemarkable(workload.mode(), instance) && !said) {
                lines.add("  " + instance(instance));
            }
        }
        if (lines.size() == 1) {
            lines.add("  nothing is wrong with it");
        }
        return lines;
    }

    public static MapNode document(Workload workload, List<Instance> instances) {
        return StatusDocuments.workloadFields(workload)
                .list("instances", instances, StatusDocuments::instance)
                .map();
    }

    /** Not yet, or no longer, as it should be, or restarted before. That a run ends well is as it should be. */
    private static boolean isRemarkable(Mode.Kind mode, Instance instance) {
        boolean endedWell = instance.state() == InstanceState.COMPLETED && instance.restarts() == 0;
        return switch (mode) {
            case BATCH, GLOBAL_BATCH, CRON -> !endedWell && isRemarkable(instance);
            case REPLICATED, GLOBAL -> isRemarkable(instance);
        };
    }

    private static boolean isRemarkable(Instance instance) {
        return (!instance.ready() && instance.state() != InstanceState.COMPLETED)
                || instance.lastTermination().isPresent()
                || !instance.reason().isEmpty();
    }

    /** {@code web/1 STARTING: back-off 10 s; last end: exit code 1; 3 restarts}. */
    public static String instance(Instance instance) {
        String why = InstanceTable.why(instance);
        String ready = instance.state() == InstanceState.RUNNING && !instance.ready() ? ", not ready" : "";
        return Names.instance(instance.id()) + " " + instance.state().name() + ready
                + (why.isEmpty() ? "" : ": " + SafeText.line(why))
                + instance.lastTermination()
                        .map(Termination::sentence)
                        .map(sentence -> "; last end: " + SafeText.line(sentence))
                        .orElse("")
                + (instance.restarts() == 0 ? "" : "; " + Names.count(instance.restarts(), "restart"));
    }

    private static String counts(Workload workload) {
        return workload.status().desired() + " desired, "
                + workload.status().placed() + " placed, "
                + workload.status().running() + " running, "
                + workload.status().ready() + " ready, "
                + workload.status().failed() + " failed";
    }
}
