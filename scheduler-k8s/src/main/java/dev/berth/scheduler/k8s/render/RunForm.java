package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.Map;

/** The Job of one run of a CRON. */
public final class RunForm {
    private RunForm() {}

    /**
     * A Job of its own, made of what its CRON was accepted with.
     *
     * @param mark label of its pods that tells their run
     * @param accepted the CRON's own object as it was accepted
     * @param spec of the CRON
     */
    public static ObjectNode of(
            String name, Marks marks, Map.Entry<String, String> mark, ObjectNode accepted, WorkloadSpec spec) {
        if (!(spec.mode() instanceof Cron cron)) {
            throw new IllegalArgumentException(spec.id() + " is no cron, so it has no runs of its own");
        }
        ObjectNode template = WorkloadForm.template(accepted).deepCopy();
        // A pod tells its run by itself: its Job may be gone by the time it is seen.
        if (template.path("metadata").path("labels") instanceof ObjectNode labels) {
            labels.put(mark.getKey(), mark.getValue());
        }
        return WorkloadForm.job(name, marks, template, cron.batch(), false);
    }
}
