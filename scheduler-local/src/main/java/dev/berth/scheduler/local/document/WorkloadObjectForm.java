package dev.berth.scheduler.local.document;

import dev.berth.scheduler.core.document.JsonText;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.ScalarNode;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.status.Version;
import java.util.Optional;

/**
 * The JSON form of a {@link WorkloadObject}: the same text for the same object, and the same object back. What came later
 * is left out when it is as it was before it came, so that an object is written as ever.
 */
public final class WorkloadObjectForm {
    private WorkloadObjectForm() {}

    /** Indented, with a line break at the end. */
    public static String write(WorkloadObject object) {
        Json json = Json.object()
                .text("owner", object.owner())
                .node("version", version(object.version()))
                .number("revision", object.revision())
                .number("replicas", object.replicas());
        if (object.global()) {
            json.truth("global", true);
        }
        if (object.paused()) {
            json.truth("paused", true);
        }
        object.nodeLossWait().ifPresent(wait -> json.duration("nodeLossWait", wait));
        return JsonText.pretty(json.texts("labels", object.labels())
                .node("rollout", RolloutForm.write(object.rollout()))
                .node("restart", restart(object.restart()))
                .node("batch", object.batch().map(BatchForm::write))
                .node("template", object.template())
                .build());
    }

    public static WorkloadObject read(String document) throws DocumentException {
        Fields fields = Fields.parse(document);
        Optional<Fields> batch = fields.optionalMap("batch");
        return new WorkloadObject(
                fields.text("owner"),
                version(fields.map("version")),
                fields.number("revision"),
                fields.wholeNumber("replicas"),
                fields.has("global") && fields.truth("global"),
                fields.has("paused") && fields.truth("paused"),
                fields.textMap("labels"),
                RolloutForm.read(fields.map("rollout")),
                restart(fields.map("restart")),
                fields.has("nodeLossWait") ? Optional.of(fields.duration("nodeLossWait")) : Optional.empty(),
                batch.isPresent() ? Optional.of(BatchForm.read(batch.get())) : Optional.empty(),
                fields.node("template"));
    }

    private static Node version(Version version) {
        return Json.object()
                .text("incarnation", version.incarnation())
                .number("generation", version.generation())
                .build();
    }

    private static Version version(Fields fields) throws DocumentException {
        return new Version(fields.text("incarnation"), fields.number("generation"));
    }

    private static Node restart(RestartPolicy policy) {
        return Json.object()
                .text("condition", policy.condition().name())
                .node("limit", policy.limit().map(WorkloadObjectForm::limit))
                .node("backOff", policy.backOff().map(WorkloadObjectForm::backOff))
                .build();
    }

    private static Node limit(RestartPolicy.Limit limit) {
        return Json.object()
                .number("attempts", limit.attempts())
                .duration("window", limit.window())
                .build();
    }

    private static Node backOff(RestartPolicy.BackOff backOff) {
        return Json.object()
                .duration("initial", backOff.initial())
                .duration("maximum", backOff.maximum())
                .node("factor", ScalarNode.text(Double.toString(backOff.factor())))
                .build();
    }

    private static RestartPolicy restart(Fields fields) throws DocumentException {
        RestartPolicy.Builder builder =
                RestartPolicy.builder().condition(fields.constant("condition", RestartPolicy.Condition.class));
        Optional<Fields> limit = fields.optionalMap("limit");
        if (limit.isPresent()) {
            builder.limit(limit.get().wholeNumber("attempts"), limit.get().duration("window"));
        }
        Optional<Fields> backOff = fields.optionalMap("backOff");
        if (backOff.isPresent()) {
            builder.backOff(backOff(backOff.get()));
        }
        return builder.build();
    }

    private static RestartPolicy.BackOff backOff(Fields fields) throws DocumentException {
        try {
            return new RestartPolicy.BackOff(
                    fields.duration("initial"), fields.duration("maximum"), Double.parseDouble(fields.text("factor")));
        } catch (NumberFormatException e) {
            throw new DocumentException("factor (='" + fields.text("factor") + "') is not a number");
        }
    }
}
