package dev.berth.scheduler.local;

import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.local.cluster.NodeSettings;
import dev.berth.scheduler.local.document.DocumentException;
import dev.berth.scheduler.local.document.Fields;
import dev.berth.scheduler.local.document.Json;
import dev.berth.scheduler.local.document.TemplateForm;
import java.nio.file.Path;

/** The JSON form of a {@link LocalConfig}, in which an agent gets it. */
final class LocalConfigForm {
    private LocalConfigForm() {}

    static Node write(LocalConfig config) {
        return Json.object()
                .text("stateDirectory", config.stateDirectory().toString())
                .list("nodes", config.nodes(), LocalConfigForm::node)
                .text("address", config.address())
                .number("firstPort", config.firstPort())
                .number("lastPort", config.lastPort())
                .number("logBytes", config.logBytes())
                .text("run", config.run().name())
                .text("secretDirectory", config.secretDirectory().map(Path::toString))
                .build();
    }

    static LocalConfig read(Fields fields) throws DocumentException {
        return new LocalConfig(
                Path.of(fields.text("stateDirectory")),
                fields.list("nodes", (path, node) -> node(Fields.of(path, node))),
                fields.text("address"),
                fields.wholeNumber("firstPort"),
                fields.wholeNumber("lastPort"),
                fields.number("logBytes"),
                fields.constant("run", LocalConfig.Run.class),
                fields.optionalText("secretDirectory").map(Path::of));
    }

    private static Node node(NodeSettings node) {
        return Json.object()
                .text("name", node.name())
                .texts("attributes", node.attributes())
                .node("capacity", TemplateForm.amounts(node.capacity()))
                .build();
    }

    private static NodeSettings node(Fields fields) throws DocumentException {
        return new NodeSettings(
                fields.text("name"), fields.textMap("attributes"), TemplateForm.amounts(fields.map("capacity")));
    }
}
