package dev.berth.scheduler.local.document;

import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Resources;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.Task;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The JSON form of a {@link Template}. Every field is written, defaults too: a later Berth with other defaults reads the
 * same template from it.
 */
public final class TemplateForm {
    private TemplateForm() {}

    public static MapNode write(Template template) {
        Json json = Json.object()
                .node("task", task(template.task()).build())
                .node("placement", PlacementForm.write(template.placement()));
        return unlessEmpty(
                        unlessEmpty(json, "volumes", template.volumes(), StorageForm::volume),
                        "companions",
                        template.companions(),
                        TemplateForm::companion)
                .build();
    }

    public static Template read(Node node) throws DocumentException {
        Fields fields = Fields.of("template", node);
        return new Template(
                task(fields.map("task")).build(),
                fields.list("companions", (path, item) -> companion(Fields.of(path, item))),
                PlacementForm.read(fields.map("placement")),
                fields.list("volumes", (path, volume) -> StorageForm.volume(Fields.of(path, volume))));
    }

    private static <T> Json unlessEmpty(Json json, String name, List<T> values, Function<T, Node> form) {
        return values.isEmpty() ? json : json.list(name, values, form);
    }

    private static Node companion(Task task) {
        return task(task)
                .text("role", task.role().name())
                .text("stopOrder", task.stopOrder().name())
                .build();
    }

    private static Task companion(Fields fields) throws DocumentException {
        return task(fields)
                .role(fields.constant("role", Task.Role.class))
                .stopOrder(fields.constant("stopOrder", Task.StopOrder.class))
                .build();
    }

    private static Json task(Task task) {
        ProcessArtifact process = (ProcessArtifact) task.artifacts().get(0);
        Json json = Json.object()
                .text("name", task.name())
                .text("executable", process.executable())
                .texts("arguments", process.arguments())
                .text("workingDirectory", task.workingDirectory())
                .node("environment", EnvironmentForm.write(task.environment()))
                .list("ports", task.ports(), TemplateForm::port)
                .node("requests", amounts(task.resources().requests()))
                .node("health", HealthForm.write(task.health()))
                .node("stop", stop(task.stop()));
        // Left out where there is none: what Berth rendered before it had them is rendered the same today.
        return unlessEmpty(
                unlessEmpty(json, "files", task.files(), StorageForm::file),
                "mounts",
                task.mounts(),
                StorageForm::mount);
    }

    private static Task.Builder task(Fields fields) throws DocumentException {
        Task.Builder task = Task.builder(fields.text("name"))
                .artifact(ProcessArtifact.builder(fields.text("executable"))
                        .arguments(fields.texts("arguments"))
                        .build())
                .resources(new Resources(amounts(fields.map("requests")), ResourceAmounts.NONE))
                .health(HealthForm.read(fields.map("health")))
                .stop(new StopPolicy(
                        fields.map("stop").text("signal"), fields.map("stop").duration("grace")));
        fields.optionalText("workingDirectory").ifPresent(task::workingDirectory);
        EnvironmentForm.read(fields.map("environment")).forEach(task::environment);
        fields.list("files", (path, node) -> StorageForm.file(Fields.of(path, node)))
                .forEach(task::file);
        fields.list("mounts", (path, node) -> StorageForm.mount(Fields.of(path, node)))
                .forEach(task::mount);
        fields.list("ports", (path, node) -> port(Fields.of(path, node))).forEach(task::port);
        return task;
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
