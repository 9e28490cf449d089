package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.Map;
import java.util.TreeMap;

/** The variables of a container, by name: those of the spec and one for each port. */
final class Environment {
    private Environment() {}

    static ArrayNode of(WorkloadSpec spec) {
        Task task = spec.main();
        Map<String, String> variables = new TreeMap<>();
        task.ports().forEach(port -> variables.put(port.variable(), number(port)));
        task.environment().forEach((name, value) -> variables.put(name, value(value, spec)));
        ArrayNode environment = Json.array();
        variables.forEach((name, value) -> environment.add(name + "=" + value));
        return environment;
    }

    private static String value(EnvironmentValue value, WorkloadSpec spec) {
        if (value instanceof EnvironmentValue.Literal literal) {
            return GoTemplate.literal(literal.value());
        }
        if (value instanceof EnvironmentValue.Reference reference) {
            return reference(reference, spec);
        }
        throw new IllegalArgumentException("a variable can't hold a secret here; it is refused before it is rendered");
    }

    /** Filled in by the engine, as its own templates. An instance's uid is the id of its task. */
    private static String reference(EnvironmentValue.Reference reference, WorkloadSpec spec) {
        return switch (reference.field()) {
            case INSTANCE_ID -> spec.id() + "/{{.Task.ID}}";
            case NODE_ID -> "{{.Node.ID}}";
            case NODE_HOSTNAME -> "{{.Node.Hostname}}";
            case PORT ->
                spec.main().ports().stream()
                        .filter(port -> port.name().equals(reference.port()))
                        .map(Environment::number)
                        .findFirst()
                        .orElseThrow();
            case INSTANCE_INDEX, HOST_ADDRESS ->
                throw new IllegalArgumentException("a variable can't refer to " + reference.field()
                        + " here; it is refused before it is rendered");
        };
    }

    /** Where the process listens, which is known beforehand for each port that Swarm can have. */
    private static String number(Port port) {
        return Integer.toString(port.number().orElseThrow());
    }
}
