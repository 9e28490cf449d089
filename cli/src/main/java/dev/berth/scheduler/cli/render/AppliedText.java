package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.cli.text.Colour;
import dev.berth.scheduler.cli.text.Colours;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import java.util.ArrayList;
import java.util.List;

/** What became of edits: one line or one map for each workload, none left out. */
public final class AppliedText {
    private AppliedText() {}

    public static List<String> lines(Applied applied, Colours colours) {
        List<String> lines = new ArrayList<>(applied.items().size());
        for (Applied.Item item : applied.items()) {
            lines.add(item.failure()
                    .map(failure -> failed(item, failure, colours))
                    .orElseGet(() -> accepted(item, colours)));
            item.failure().ifPresent(failure -> lines.addAll(ErrorText.problems(failure)));
        }
        return lines;
    }

    private static String accepted(Applied.Item item, Colours colours) {
        Colour colour = item.action() == Change.Action.UNCHANGED ? Colour.FAINT : Colour.GOOD;
        String revision =
                item.action() == Change.Action.REMOVE || item.revision() == 0 ? "" : " revision " + item.revision();
        return colours.paint(colour, outcome(item.action())) + " " + Names.workload(item.id()) + revision;
    }

    private static String failed(Applied.Item item, SchedulerException failure, Colours colours) {
        String name = Names.workload(item.id());
        if (failure.code() == ErrorCode.CANCELLED && failure.effect() == Effect.NONE) {
            return colours.paint(Colour.BUSY, "NOT SENT") + " " + name;
        }
        return colours.paint(Colour.BAD, "FAILED") + " " + name + ": " + ErrorText.headline(failure) + " ("
                + ErrorText.effect(failure.effect()) + ")";
    }

    private static String outcome(Change.Action action) {
        return switch (action) {
            case CREATE -> "CREATED";
            case UPDATE -> "UPDATED";
            case REMOVE -> "REMOVED";
            case UNCHANGED -> "UNCHANGED";
        };
    }

    public static MapNode item(Applied.Item item) {
        Fields fields = StatusDocuments.id(item.id())
                .text("outcome", item.failure().isPresent() ? "FAILED" : outcome(item.action()))
                .text("version", item.version().map(Object::toString))
                .number("revision", item.revision());
        item.failure().ifPresent(failure -> fields.node("failure", ErrorText.document(failure)));
        return fields.map();
    }
}
