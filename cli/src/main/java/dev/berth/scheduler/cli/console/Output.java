package dev.berth.scheduler.cli.console;

import dev.berth.scheduler.cli.text.Colours;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** One stream the command writes to, in UTF-8 whatever the locale is. Thread-safe. */
public final class Output {
    private final OutputStream stream;
    private final boolean terminal;
    private final Colours colours;

    /**
     * Writes to {@code stream}.
     *
     * @param terminal whether somebody looks at it: control characters of foreign text are then escaped
     */
    public Output(OutputStream stream, boolean terminal, Colours colours) {
        this.stream = stream;
        this.terminal = terminal;
        this.colours = colours;
    }

    public boolean isTerminal() {
        return terminal;
    }

    public Colours colours() {
        return colours;
    }

    public void line(String text) {
        text(text + "\n");
    }

    public void lines(Iterable<String> all) {
        StringBuilder text = new StringBuilder();
        for (String line : all) {
            text.append(line).append('\n');
        }
        text(text.toString());
    }

    /** Writes as it is, and at once: whoever reads a pipe sees each line when it is said. */
    public synchronized void text(String text) {
        try {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
            stream.flush();
        } catch (IOException e) {
            throw new OutputFailedException(e);
        }
    }
}
