package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.Map;
import java.util.Optional;

/** The spec of a service, as an engine takes it. */
public final class ServiceForm {
    public static final String TASK_TEMPLATE = "TaskTemplate";
    public static final String ENDPOINT = "EndpointSpec";
    public static final String RESTART_POLICY = "RestartPolicy";

    private ServiceForm() {}

    /**
     * A service with all its parts.
     *
     * @param template what its tasks are made of
     */
    public static ObjectNode of(
            String name, Map<String, String> labels, Template template, WorkloadSpec spec, boolean cancelled) {
        ObjectNode node = Json.object();
        node.put("Name", name);
        node.set("Labels", Labels.json(labels));
        node.set(TASK_TEMPLATE, template.task());
        node.set("Mode", ModeForm.of(spec.mode(), cancelled));
        node.set("UpdateConfig", UpdateForm.of(spec));
        node.set(ENDPOINT, template.endpoint());
        return node;
    }

    /**
     * All that makes Swarm replace a task when it changes.
     *
     * @param task the {@code TaskTemplate}
     * @param endpoint the {@code EndpointSpec}
     */
    public record Template(ObjectNode task, ObjectNode endpoint) {
        /** Made anew of a spec. */
        public static Template of(WorkloadSpec spec, Map<String, String> labels, FileNames names) {
            ObjectNode task = Json.object();
            task.set("ContainerSpec", ContainerForm.of(spec, labels, names));
            task.set("Resources", ResourceForm.of(spec.main().resources()));
            task.set(RESTART_POLICY, RestartForm.of(spec));
            task.set("Placement", PlacementForm.of(spec));
            ArrayNode networks = NetworkForm.of(spec);
            if (!networks.isEmpty()) {
                task.set("Networks", networks);
            }
            return new Template(task, PortForm.of(spec.main()));
        }

        /**
         * As it stands in a service that was rendered before, but for how its tasks are restarted: that is a policy and no
         * part of a revision, though Swarm replaces tasks for it.
         */
        public static Template stored(ObjectNode service, WorkloadSpec spec) {
            Template stored = in(service);
            ObjectNode restart = RestartForm.of(spec);
            if (!restart.equals(stored.task().get(RESTART_POLICY))) {
                stored.task().set(RESTART_POLICY, restart);
            }
            return stored;
        }

        /** As it stands in a service. */
        public static Template in(ObjectNode service) {
            return new Template(part(service, TASK_TEMPLATE), part(service, ENDPOINT));
        }

        private static ObjectNode part(ObjectNode service, String field) {
            return Optional.ofNullable(service.get(field))
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast)
                    .orElseThrow(() -> new IllegalArgumentException("the rendering of a service has no " + field));
        }
    }
}
