package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.ScalarNode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.FieldDiff;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.plan.Plan;

/** A plan as a document; what is sent natively only on demand. */
public final class PlanDocument {
    private PlanDocument() {}

    public static MapNode of(Plan plan, boolean showsNative) {
        return new Fields()
                .truth("empty", plan.isEmpty())
                .list("changes", plan.changes(), change -> change(change, showsNative))
                .map();
    }

    public static MapNode problem(Problem problem) {
        Fields fields = new Fields()
                .text("code", problem.code().name())
                .textUnlessEmpty("path", problem.path())
                .text("message", problem.message())
                .text("capability", problem.capability());
        problem.position()
                .ifPresent(position -> fields.node(
                        "position",
                        new Fields()
                                .text("source", position.source())
                                .number("line", position.line())
                                .number("column", position.column())
                                .map()));
        return fields.map();
    }

    private static MapNode change(Change change, boolean showsNative) {
        Fields fields = StatusDocuments.id(change.id())
                .text("action", change.action().name())
                .list("causes", change.causes(), cause -> ScalarNode.text(cause.name()))
                .number("restarts", change.restarts())
                .list("diff", change.diff(), PlanDocument::diff)
                .list("caveats", change.caveats(), PlanDocument::problem);
        if (showsNative) {
            fields.list("writes", change.writes(), PlanDocument::write)
                    .list(
                            "rendering",
                            change.rendering(),
                            object -> object(object).map());
        }
        return fields.map();
    }

    private static MapNode diff(FieldDiff diff) {
        return new Fields()
                .text("path", diff.path())
                .text("before", diff.before())
                .text("after", diff.after())
                .map();
    }

    private static MapNode write(NativeWrite write) {
        return object(write.object())
                .text("action", write.action().name())
                .text("precondition", write.precondition())
                .truth("replaces", write.replaces())
                .map();
    }

    private static Fields object(NativeObject object) {
        return new Fields()
                .text("kind", object.kind())
                .text("name", object.name())
                .text("document", object.document());
    }
}
