package dev.berth.scheduler.cli.console;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How wide the terminal is. */
public final class TerminalSize {
    private static final int USUAL = 80;
    private static final int LEAST = 20;

    private TerminalSize() {}

    /** Columns, from {@code COLUMNS} or by asking {@code stty}, which costs a process; 80 when neither knows. */
    public static int columns(Map<String, String> environment) throws InterruptedException {
        int stated = number(environment.getOrDefault("COLUMNS", ""));
        int columns = stated > 0 ? stated : asked();
        return columns > 0 ? Math.max(LEAST, columns) : USUAL;
    }

    private static int asked() throws InterruptedException {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
            stty.waitFor();
            return number(answer.substring(answer.indexOf(' ') + 1));
        } catch (IOException e) {
            // No stty or no controlling terminal: the usual width will do.
            return 0;
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
