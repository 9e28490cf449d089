package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.cli.text.Colour;
import dev.berth.scheduler.cli.text.Colours;
import dev.berth.scheduler.cli.text.SafeText;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.FieldDiff;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** A plan for people: {@code +} what comes, {@code ~} what changes, {@code -} what goes, {@code =} what stays. */
public final class PlanText {
    private final Colours colours;
    private final boolean showsNative;
    private final List<String> lines = new ArrayList<>();

    private PlanText(Colours colours, boolean showsNative) {
        this.colours = colours;
        this.showsNative = showsNative;
    }

    /**
     * The plan's lines, the last one its sum. {@code showsNative} adds what would be sent, word for word, and makes all other lines
     * comments, so that manifests can be handed to the backend's own tool as they are.
     */
    public static List<String> lines(Plan plan, Colours colours, boolean showsNative) {
        PlanText text = new PlanText(colours, showsNative);
        for (Change change : plan.changes()) {
            text.change(change);
        }
        text.add(sum(plan));
        return text.lines;
    }

    private void change(Change change) {
        Mark mark = Mark.of(change.action());
        String head = mark.sign + " " + Names.workload(change.id()) + ": " + mark.verb;
        add(colours.paint(mark.colour, head) + causes(change) + restarts(change));
        for (FieldDiff diff : change.diff()) {
            field(diff);
        }
        for (Problem caveat : change.caveats()) {
            add(colours.paint(Colour.BUSY, "    ! " + SafeText.line(caveat.toString())));
        }
        if (showsNative) {
            natives(change);
        }
    }

    private static String causes(Change change) {
        StringBuilder text = new StringBuilder();
        for (Change.Cause cause : change.causes()) {
            text.append(text.length() == 0 ? " because of " : ", ").append(Names.word(cause));
        }
        return text.toString();
    }

    private static String restarts(Change change) {
        if (change.restarts() == 0) {
            return change.action() == Change.Action.UPDATE ? "; restarts nothing" : "";
        }
        String verb = change.action() == Change.Action.REMOVE ? "; stops " : "; replaces or stops ";
        return verb + Names.count(change.restarts(), "instance");
    }

    private void field(FieldDiff diff) {
        String path = SafeText.line(diff.path());
        String before = SafeText.line(diff.before().orElse(""));
        String after = SafeText.line(diff.after().orElse(""));
        if (diff.before().isEmpty()) {
            add(colours.paint(Colour.GOOD, "    + " + path + ": " + after));
        } else if (diff.after().isEmpty()) {
            add(colours.paint(Colour.BAD, "    - " + path + ": " + before));
        } else {
            add(colours.paint(Colour.BUSY, "    ~ " + path + ": " + before + " -> " + after));
        }
    }

    private void natives(Change change) {
        for (NativeWrite write : change.writes()) {
            object(Names.word(write.action()), write.object(), write.action() != NativeWrite.Action.DELETE);
        }
        if (change.writes().isEmpty()) {
            for (NativeObject object : change.rendering()) {
                object("keep", object, true);
            }
        }
    }

    /** What goes is told by its name: its document is not to be sent. */
    private void object(String verb, NativeObject object, boolean isSent) {
        String head = verb + " " + object.kind() + " " + object.name();
        add(colours.paint(Colour.STRONG, "    " + SafeText.line(head)));
        if (isSent) {
            String document = SafeText.block(object.document());
            String body = document.endsWith("\n") ? document.substring(0, document.length() - 1) : document;
            lines.addAll(List.of(body.split("\n", -1)));
        }
    }

    private void add(String line) {
        lines.add(showsNative ? "# " + line : line);
    }

    private static String sum(Plan plan) {
        return count(plan, Change.Action.CREATE) + " to create, "
                + count(plan, Change.Action.UPDATE) + " to update, "
                + count(plan, Change.Action.REMOVE) + " to remove, "
                + count(plan, Change.Action.UNCHANGED) + " unchanged";
    }

    private static long count(Plan plan, Change.Action action) {
        return plan.changes().stream()
                .filter(change -> change.action() == action)
                .count();
    }

    private enum Mark {
        CREATE("+", "create", Colour.GOOD),
        UPDATE("~", "update", Colour.BUSY),
        REMOVE("-", "remove", Colour.BAD),
        UNCHANGED("=", "unchanged", Colour.FAINT);

        private final String sign;
        private final String verb;
        private final Colour colour;

        Mark(String sign, String verb, Colour colour) {
            this.sign = sign;
            this.verb = verb;
            this.colour = colour;
        }

        static Mark of(Change.Action action) {
            return switch (action) {
                case CREATE -> CREATE;
                case UPDATE -> UPDATE;
                case REMOVE -> REMOVE;
                case UNCHANGED -> UNCHANGED;
            };
        }
    }
}
