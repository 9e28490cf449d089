package dev.berth.scheduler.local.document;

import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Resources;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.Task;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The JSON form of a {@link Template}. Every field is written, defaults too: a later Berth with other defaults reads the
 * same template from it.
 */
public final class TemplateForm {
    private TemplateForm() {}

    public static MapNode write(Template template) {
        return Json.object()
                .node("task", task(template))
                .node("placement", PlacementForm.write(template.placement()))
                .build();
    }

    public static Template read(Node node) throws DocumentException {
        Fields fields = Fields.of("template", node);
        return new Template(task(fields.map("task")), PlacementForm.read(fields.map("placement")));
    }

    private static Node task(Template template) {
        Task task = template.task();
        Json environment = Json.object();
        task.environment().forEach((variable, value) -> environment.node(variable, environment(value)));
        return Json.object()
                .text("name", task.name())
                .text("executable", template.process().executable())
                .texts("arguments", template.process().arguments())
                .text("workingDirectory", task.workingDirectory())
                .node("environment", environment.build())
                .list("ports", task.ports(), TemplateForm::port)
                .node("requests", amounts(task.resources().requests()))
                .node("health", HealthForm.write(task.health()))
                .node("stop", stop(task.stop()))
                .build();
    }

    private static Task task(Fields fields) throws DocumentException {
        Task.Builder task = Task.builder(fields.text("name"))
                .artifact(ProcessArtifact.builder(fields.text("executable"))
                        .arguments(fields.texts("arguments"))
                        .build())
                .resources(new Resources(amounts(fields.map("requests")), ResourceAmounts.NONE))
                .health(HealthForm.read(fields.map("health")))
                .stop(new StopPolicy(
                        fields.map("stop").text("signal"), fields.map("stop").duration("grace")));
        fields.optionalText("workingDirectory").ifPresent(task::workingDirectory);
        for (Map.Entry<String, EnvironmentValue> variable : fields.map("environment")
                .values((path, node) -> environment(Fields.of(path, node)))
                .entrySet()) {
            task.environment(variable.getKey(), variable.getValue());
        }
        fields.list("ports", (path, node) -> port(Fields.of(path, node))).forEach(task::port);
        return task.build();
    }

    /** Secrets are refused before anything is rendered: the backend has none. */
    private static Node environment(EnvironmentValue value) {
        return switch (value.kind()) {
            case LITERAL ->
                Json.object()
                        .text("literal", ((EnvironmentValue.Literal) value).value())
                        .build();
            case REFERENCE ->
                Json.object()
                        .text(
                                "reference",
                                ((EnvironmentValue.Reference) value).field().name())
                        .text("port", ((EnvironmentValue.Reference) value).port())
                        .build();
            case SECRET ->
                Json.object()
                        .text(
                                "secret",
                                ((EnvironmentValue.Secret) value).reference().name())
                        .build();
        };
    }

    private static EnvironmentValue environment(Fields fields) throws DocumentException {
        return fields.has("literal")
                ? EnvironmentValue.literal(fields.text("literal"))
                : new EnvironmentValue.Reference(
                        fields.constant("reference", EnvironmentValue.Field.class), fields.text("port"));
    }

    private static Node port(Port port) {
        return Json.object()
                .text("name", port.name())
                .text("protocol", port.protocol().name())
                .text("reach", port.reach().name())
                .number("number", port.number())
                .text("variable", port.variable())
                .build();
    }

    private static Port port(Fields fields) throws DocumentException {
        Port.Builder port = Port.builder(fields.text("name"))
                .protocol(fields.constant("protocol", Port.Protocol.class))
                .reach(fields.constant("reach", Port.Reach.class))
                .variable(fields.text("variable"));
        OptionalInt number = fields.optionalNumber("number");
        number.ifPresent(port::number);
        return port.build();
    }

    /** Amounts of resources; what isn't stated is left out. */
    public static Node amounts(ResourceAmounts amounts) {
        Json json = Json.object();
        amounts.cpu().ifPresent(cpu -> json.number("cpuMillicores", cpu.millicores()));
        amounts.memory().ifPresent(memory -> json.number("memoryBytes", memory.bytes()));
        amounts.disk().ifPresent(disk -> json.number("diskBytes", disk.bytes()));
        return json.number("gpus", amounts.gpus()).build();
    }

    /** Reads what {@link #amounts(ResourceAmounts)} wrote. */
    public static ResourceAmounts amounts(Fields fields) throws DocumentException {
        ResourceAmounts.Builder amounts = ResourceAmounts.builder();
        if (fields.has("cpuMillicores")) {
            amounts.cpu(new Cpu(fields.number("cpuMillicores")));
        }
        if (fields.has("memoryBytes")) {
            amounts.memory(new Memory(fields.number("memoryBytes")));
        }
        if (fields.has("diskBytes")) {
            amounts.disk(new Memory(fields.number("diskBytes")));
        }
        fields.optionalNumber("gpus").ifPresent(amounts::gpus);
        return amounts.build();
    }

    private static Node stop(StopPolicy stop) {
        return Json.object()
                .text("signal", stop.signal())
                .duration("grace", stop.grace())
                .build();
    }
}
