package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.Map;

/** The service of one run of a CRON. */
public final class RunForm {
    private RunForm() {}

    /**
     * A service of its own, made of what its CRON's service would run.
     *
     * @param mark label of its tasks that tells their run
     * @param accepted the CRON's service as it was accepted
     * @param spec of the CRON
     */
    public static ObjectNode of(
            String name,
            Map<String, String> labels,
            Map.Entry<String, String> mark,
            ObjectNode accepted,
            WorkloadSpec spec) {
        if (!(spec.mode() instanceof Cron cron)) {
            throw new IllegalArgumentException(spec.id() + " is no cron, so it has no runs of its own");
        }
        ServiceForm.Template template = ServiceForm.Template.in(accepted.deepCopy());
        mark(template.task(), mark);
        ObjectNode service = Json.object().put("Name", name);
        service.set("Labels", Labels.json(labels));
        service.set(ServiceForm.TASK_TEMPLATE, template.task());
        service.set("Mode", ModeForm.replicas(cron.batch().completions()));
        service.set("UpdateConfig", UpdateForm.of(spec));
        service.set(ServiceForm.ENDPOINT, template.endpoint());
        return service;
    }

    /** A task tells its run by itself: its service may be gone by the time it is seen. */
    private static void mark(ObjectNode task, Map.Entry<String, String> mark) {
        if (task.path("ContainerSpec").path("Labels") instanceof ObjectNode own) {
            own.put(mark.getKey(), mark.getValue());
        }
    }
}
