package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.cli.text.Colour;
import dev.berth.scheduler.cli.text.Colours;
import dev.berth.scheduler.cli.text.SafeText;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.status.LogLine;
import java.time.Instant;

/** Log lines, each with who wrote it and where to. */
public final class LogText {
    /** Most workloads have this one alone. */
    private static final String USUAL_TASK = "main";

    private LogText() {}

    /** {@code safe} escapes control characters, as a terminal wants it; a pipe gets what the process wrote. */
    public static String line(LogLine line, boolean timestamps, boolean safe, Colours colours) {
        String task = line.task().equals(USUAL_TASK) ? "" : " " + line.task();
        String prefix = Names.instance(line.instance()) + task + stream(line);
        String time = timestamps ? line.at().map(Instant::toString).orElse("-") + " " : "";
        Colour colour = line.stream() == LogLine.Stream.STDERR ? Colour.BUSY : Colour.NAME;
        return colours.paint(Colour.FAINT, time)
                + colours.paint(colour, prefix)
                + " | "
                + (safe ? withTabs(line.text()) : line.text());
    }

    /** What was written alone. */
    public static String text(LogLine line, boolean safe) {
        return safe ? withTabs(line.text()) : line.text();
    }

    public static MapNode document(LogLine line) {
        return new Fields()
                .text("instance", line.instance().toString())
                .text("task", line.task())
                .text("stream", line.stream().name())
                .time("at", line.at())
                .text("text", line.text())
                .map();
    }

    /** Tabs are layout in logs; a line break can't be in a line. */
    private static String withTabs(String text) {
        return SafeText.block(text).replace("\n", "\\n");
    }

    private static String stream(LogLine line) {
        return switch (line.stream()) {
            case STDOUT -> " out";
            case STDERR -> " err";
            case UNKNOWN -> "";
        };
    }
}
