package dev.berth.scheduler.cli.console;

import dev.berth.scheduler.cli.text.DisplayWidth;
import java.util.List;

/** Lines at the foot of a terminal that are written over by the next ones. Not thread-safe. */
public final class LiveLines {
    private static final String ERASE_BELOW = "\u001b[J";

    private final Output output;
    private final int columns;
    private int shown;

    /**
     * Draws on a terminal.
     *
     * @param columns its width: a line that wrapped could not be taken back
     */
    public LiveLines(Output output, int columns) {
        this.output = output;
        this.columns = columns;
    }

    /** Shows {@code lines}, without colours, in place of those shown before. */
    public void show(List<String> lines) {
        StringBuilder text = rewind();
        for (String line : lines) {
            text.append(DisplayWidth.cut(line, columns - 1)).append('\n');
        }
        shown = lines.size();
        output.text(text.toString());
    }

    /** Takes the lines away. */
    public void clear() {
        if (shown > 0) {
            output.text(rewind().toString());
            shown = 0;
        }
    }

    private StringBuilder rewind() {
        StringBuilder text = new StringBuilder();
        if (shown > 0) {
            text.append("\u001b[").append(shown).append('A').append(ERASE_BELOW);
        }
        return text;
    }
}
