package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.core.document.JsonText;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.ScalarNode;
import dev.berth.scheduler.local.cluster.RunRow.Tally;
import dev.berth.scheduler.local.cluster.RunRow.Verdict;
import dev.berth.scheduler.local.document.BatchForm;
import dev.berth.scheduler.local.document.DocumentException;
import dev.berth.scheduler.local.document.Fields;
import dev.berth.scheduler.local.document.Json;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.util.Optional;

/** The JSON form of a {@link RunRow}, as it stands in the state file. */
final class RunRowForm {
    private RunRowForm() {}

    static String write(RunRow row) {
        Json json = Json.object()
                .text("workload", row.id().workload().toString())
                .text("name", row.id().name())
                .text("incarnation", row.origin().incarnation())
                .number("revision", row.origin().revision())
                .node("shape", BatchForm.shape(row.shape()))
                .node("tally", tally(row.tally()))
                .node("verdict", row.verdict().map(RunRowForm::verdict));
        row.origin().tick().ifPresent(tick -> json.text("tick", tick.toString()));
        row.origin().nodes().ifPresent(nodes -> json.list("nodes", nodes, ScalarNode::text));
        row.startedAt().ifPresent(at -> json.text("startedAt", at.toString()));
        row.endedAt().ifPresent(at -> json.text("endedAt", at.toString()));
        return JsonText.compact(json.build());
    }

    static RunRow read(String text) throws DocumentException {
        Fields fields = Fields.parse(text);
        Optional<Fields> verdict = fields.optionalMap("verdict");
        return new RunRow(
                new RunId(WorkloadId.parse(fields.text("workload")), fields.text("name")),
                new RunRow.Origin(
                        fields.text("incarnation"),
                        fields.number("revision"),
                        InstanceRowForm.instant(fields, "tick"),
                        fields.has("nodes") ? Optional.of(fields.texts("nodes")) : Optional.empty()),
                BatchForm.shape(fields.map("shape")),
                tally(fields.map("tally")),
                verdict.isPresent() ? Optional.of(verdict(verdict.get())) : Optional.empty(),
                InstanceRowForm.instant(fields, "startedAt"),
                InstanceRowForm.instant(fields, "endedAt"));
    }

    private static Node tally(Tally tally) {
        return Json.object()
                .number("succeeded", tally.succeeded())
                .number("failed", tally.failed())
                .number("given", tally.given())
                .list("returned", tally.returned(), index -> ScalarNode.number(index))
                .list("attempts", tally.attempts(), RunRowForm::attempt)
                .build();
    }

    private static Tally tally(Fields fields) throws DocumentException {
        return new Tally(
                fields.wholeNumber("succeeded"),
                fields.wholeNumber("failed"),
                fields.wholeNumber("given"),
                fields.list(
                        "returned",
                        (path, node) -> index(Fields.scalar(path, node).text())),
                fields.list("attempts", (path, node) -> attempt(Fields.of(path, node))));
    }

    private static int index(String text) throws DocumentException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw DocumentException.of("'" + text + "' is not an index");
        }
    }

    private static Node attempt(Run.Attempt attempt) {
        return Json.object()
                .text("instance", attempt.instance().toString())
                .node("end", InstanceRowForm.end(attempt.termination()))
                .build();
    }

    private static Run.Attempt attempt(Fields fields) throws DocumentException {
        return new Run.Attempt(InstanceId.parse(fields.text("instance")), InstanceRowForm.end(fields.map("end")));
    }

    private static Node verdict(Verdict verdict) {
        return Json.object()
                .text("state", verdict.state().name())
                .text("reason", verdict.reason())
                .text("message", verdict.message())
                .build();
    }

    private static Verdict verdict(Fields fields) throws DocumentException {
        return new Verdict(fields.constant("state", Run.State.class), fields.text("reason"), fields.text("message"));
    }
}
