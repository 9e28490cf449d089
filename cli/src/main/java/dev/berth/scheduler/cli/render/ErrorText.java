package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.cli.text.SafeText;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.SchedulerException;
import java.util.ArrayList;
import java.util.List;

/** A failure, told in full: message, what it may have changed, the backend's own words. */
public final class ErrorText {
    private ErrorText() {}

    public static List<String> lines(SchedulerException failure) {
        List<String> lines = new ArrayList<>();
        lines.add("berth: " + SafeText.block(String.valueOf(failure.getMessage())));
        if (failure.effect() == Effect.UNKNOWN) {
            lines.add("  " + AppliedText.effect(failure));
        }
        if (failure instanceof BackendException backend && !backend.rawAnswer().isEmpty()) {
            lines.add("  the backend's answer: " + SafeText.block(backend.rawAnswer()));
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
}
