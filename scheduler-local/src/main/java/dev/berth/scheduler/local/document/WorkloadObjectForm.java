package dev.berth.scheduler.local.document;

import dev.berth.scheduler.core.document.JsonText;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.ScalarNode;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.status.Version;
import java.util.Optional;

/** The JSON form of a {@link WorkloadObject}: the same text for the same object, and the same object back. */
public final class WorkloadObjectForm {
    private WorkloadObjectForm() {}

    /** Indented, with a line break at the end. */
    public static String write(WorkloadObject object) {
        return JsonText.pretty(Json.object()
                .text("owner", object.owner())
                .node("version", version(object.version()))
                .number("revision", object.revision())
                .number("replicas", object.replicas())
                .texts("labels", object.labels())
                .node("rollout", rollout(object.rollout()))
                .node("restart", restart(object.restart()))
                .node("template", object.template())
                .build());
    }

    public static WorkloadObject read(String document) throws DocumentException {
        Fields fields = Fields.parse(document);
        return new WorkloadObject(
                fields.text("owner"),
                version(fields.map("version")),
                fields.number("revision"),
                fields.wholeNumber("replicas"),
                fields.textMap("labels"),
                rollout(fields.map("rollout")),
                restart(fields.map("restart")),
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

    private static Node rollout(RolloutPolicy policy) {
        return Json.object()
                .text("maximumUnavailable", policy.maximumUnavailable().toString())
                .text("maximumSurge", policy.maximumSurge().toString())
                .build();
    }

    private static RolloutPolicy rollout(Fields fields) throws DocumentException {
        return RolloutPolicy.builder()
                .maximumUnavailable(amount(fields, "maximumUnavailable"))
                .maximumSurge(amount(fields, "maximumSurge"))
                .build();
    }

    private static Amount amount(Fields fields, String name) throws DocumentException {
        String text = fields.text(name);
        boolean percent = text.endsWith("%");
        try {
            return new Amount(Integer.parseInt(percent ? text.substring(0, text.length() - 1) : text), percent);
        } catch (NumberFormatException e) {
            throw new DocumentException(name + " (='" + text + "') is not a count or a percentage");
        }
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
