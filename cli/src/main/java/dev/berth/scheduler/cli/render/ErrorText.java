package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.cli.text.SafeText;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.SchedulerException;
import java.util.ArrayList;
import java.util.List;

/** A failure, told in full: message, what it may have changed, the backend's own words. */
public final class ErrorText {
    private ErrorText() {}

    /** The failure, then indented each of its problems, its effect and the backend's answer. */
    public static List<String> lines(SchedulerException failure, Aftermath aftermath) {
        List<String> lines = new ArrayList<>();
        String headline = headline(failure);
        lines.add("berth: " + (aftermath == Aftermath.NOTHING_CHANGED ? withoutEffect(headline) : headline));
        lines.addAll(failure.problems().isEmpty() ? more(failure) : problems(failure));
        switch (aftermath) {
            case NOT_CONCERNED, NOTHING_CHANGED -> {}
            case UNKNOWN -> lines.add("  " + effect(Effect.UNKNOWN));
            case ACCEPTED -> lines.add("  what was accepted stays, workloads keep running");
        }
        if (failure instanceof BackendException backend && !backend.rawAnswer().isEmpty()) {
            lines.add("  the backend's answer:");
            backend.rawAnswer().lines().forEach(line -> lines.add("    " + SafeText.line(line)));
        }
        return lines;
    }

    public static MapNode document(SchedulerException failure) {
        return new Fields()
                .text("code", failure.code().name())
                .text("effect", failure.effect().name())
                .text("message", String.valueOf(failure.getMessage()))
                .list("problems", failure.problems(), PlanDocument::problem)
                .map();
    }

    /** The message's first line. */
    static String headline(SchedulerException failure) {
        return SafeText.line(
                String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
    }

    /** The message's other lines, indented, so that none of them can be taken for a message of its own. */
    private static List<String> more(SchedulerException failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .skip(1)
                .map(line -> "  " + SafeText.line(line))
                .toList();
    }

    private static String withoutEffect(String headline) {
        String effect = effect(Effect.NONE);
        return headline.endsWith(")") ? headline + ", " + effect : headline + " (" + effect + ")";
    }

    static List<String> problems(SchedulerException failure) {
        List<String> lines = new ArrayList<>(failure.problems().size());
        for (Problem problem : failure.problems()) {
            lines.add("  " + SafeText.line(problem.toString()));
        }
        return lines;
    }

    /** What a failed write may have left behind, as a clause. */
    static String effect(Effect effect) {
        return switch (effect) {
            case NONE -> "nothing was changed";
            case UNKNOWN -> "it may have been carried out, wholly or in part; the same command again completes it";
        };
    }
}
