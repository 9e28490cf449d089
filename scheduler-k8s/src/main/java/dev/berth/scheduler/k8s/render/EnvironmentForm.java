package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.Map;
import java.util.TreeMap;

/** The variables of a container, by name: those of the spec and one for each port. */
final class EnvironmentForm {
    /** What an instance's id is made of; variables see only those that are listed before them. */
    static final String UID = "BERTH_INSTANCE_UID";

    private EnvironmentForm() {}

    static ArrayNode of(Task task, WorkloadSpec spec) {
        Map<String, ObjectNode> variables = new TreeMap<>();
        task.ports().forEach(port -> variables.put(port.variable(), value(number(port))));
        task.environment().forEach((name, value) -> variables.put(name, variable(value, spec)));
        ArrayNode environment = Json.array();
        if (task.environment().containsValue(EnvironmentValue.reference(EnvironmentValue.Field.INSTANCE_ID))) {
            environment.add(named(UID, field("metadata.uid")));
        }
        variables.forEach((name, value) -> environment.add(named(name, value)));
        return environment;
    }

    private static ObjectNode named(String name, ObjectNode value) {
        ObjectNode variable = Json.object().put("name", name);
        variable.setAll(value);
        return variable;
    }

    private static ObjectNode variable(EnvironmentValue value, WorkloadSpec spec) {
        if (value instanceof EnvironmentValue.Literal literal) {
            return value(Literal.of(literal.value()));
        }
        if (value instanceof EnvironmentValue.Secret secret) {
            ObjectNode reference = Json.object()
                    .put("name", secret.reference().name())
                    .put("key", secret.reference().key());
            return from("secretKeyRef", reference);
        }
        if (value instanceof EnvironmentValue.Reference reference) {
            return reference(reference, spec);
        }
        throw new IllegalArgumentException("a variable of kind " + value.kind() + " is unknown");
    }

    private static ObjectNode reference(EnvironmentValue.Reference reference, WorkloadSpec spec) {
        return switch (reference.field()) {
            case INSTANCE_ID -> value(spec.id() + "/$(" + UID + ")");
            case NODE_ID -> field("spec.nodeName");
            case HOST_ADDRESS -> field("status.hostIP");
            case PORT ->
                spec.tasks().stream()
                        .flatMap(task -> task.ports().stream())
                        .filter(port -> port.name().equals(reference.port()))
                        .map(port -> value(number(port)))
                        .findFirst()
                        .orElseThrow();
            case INSTANCE_INDEX, NODE_HOSTNAME ->
                throw new IllegalArgumentException("a variable can't refer to " + reference.field()
                        + " here; it is refused before it is rendered");
        };
    }

    private static ObjectNode value(String text) {
        return Json.object().put("value", text);
    }

    private static ObjectNode field(String path) {
        return from("fieldRef", Json.object().put("apiVersion", "v1").put("fieldPath", path));
    }

    private static ObjectNode from(String source, ObjectNode reference) {
        return Json.object().set("valueFrom", Json.object().set(source, reference));
    }

    /** Where the process listens, which is known beforehand for each port that Kubernetes can have. */
    private static String number(Port port) {
        return Integer.toString(port.number().orElseThrow());
    }
}
