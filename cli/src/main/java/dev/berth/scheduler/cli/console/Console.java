package dev.berth.scheduler.cli.console;

import dev.berth.scheduler.cli.text.Colours;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The three streams of a command.
 *
 * @param out results, and nothing else
 * @param error progress, warnings and failures
 */
public record Console(InputStream in, Output out, Output error) {
    /** The streams of this JVM, without the buffers and the locale's character set of {@link System#out}. */
    public static Console system(Map<String, String> environment, boolean wantsColours) {
        boolean coloured = wantsColours
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
        return new Console(
                new FileInputStream(FileDescriptor.in),
                output(FileDescriptor.out, 1, coloured),
                output(FileDescriptor.err, 2, coloured));
    }

    private static Output output(FileDescriptor descriptor, int number, boolean coloured) {
        boolean terminal = isTerminal(number);
        return new Output(new FileOutputStream(descriptor), terminal, terminal && coloured ? Colours.ON : Colours.OFF);
    }

    /** Asks /proc, because {@code System.console()} speaks of stdin and stdout together, and of neither on JDK 22+. */
    private static boolean isTerminal(int number) {
        Path link = Path.of("/proc/self/fd/" + number);
        if (!Files.isSymbolicLink(link)) {
            return false;
        }
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            // Without knowing, plain lines are never wrong.
            return false;
        }
    }
}
