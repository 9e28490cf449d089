package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The headless Service that a discovery name is: it stands for the addresses of all ready pods. */
public final class ServiceForm {
    public static final String KIND = "Service";

    private ServiceForm() {}

    /**
     * The manifest.
     *
     * @param selector labels of the pods
     */
    public static ObjectNode of(String name, Marks marks, Map<String, String> selector, WorkloadSpec spec) {
        ObjectNode node = Json.object().put("clusterIP", "None");
        node.set("selector", Labels.json(selector));
        ArrayNode ports = ports(spec);
        if (!ports.isEmpty()) {
            node.set("ports", ports);
        }
        return ManifestForm.of("v1", KIND, name, marks).set("spec", node);
    }

    /** For records of service locations; two tasks may name one number, a Service may not. */
    private static ArrayNode ports(WorkloadSpec spec) {
        ArrayNode ports = Json.array();
        Set<String> seen = new HashSet<>();
        for (Task task : spec.tasks()) {
            for (Port port : task.ports()) {
                int number = port.number().orElseThrow();
                if (seen.add(number + "/" + port.protocol())) {
                    ports.add(Json.object()
                            .put("name", port.name())
                            .put("port", number)
                            .put("protocol", port.protocol().name())
                            .put("targetPort", number));
                }
            }
        }
        return ports;
    }
}
