package dev.berth.scheduler.tck.probe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a probe says of itself, read out of what it printed.
 *
 * @param host the host name it sees
 * @param arguments those behind the verbs, byte for byte
 * @param environment all its variables, as the kernel gave them to it
 * @param directory where it was started
 */
public record ProbeReport(String host, List<String> arguments, Map<String, String> environment, String directory) {
    private static final String MARK = "@probe ";

    public ProbeReport {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** The last whole report in these lines; empty when there is none. */
    public static Optional<ProbeReport> last(List<String> lines) {
        Optional<ProbeReport> found = Optional.empty();
        Reading reading = new Reading();
        for (String line : lines) {
            if (line.startsWith(MARK)) {
                String[] words = line.substring(MARK.length()).split(" ", 2);
                if (words[0].equals("complete")) {
                    found = Optional.of(reading.report());
                }
                reading = words[0].equals("host") ? new Reading() : reading;
                reading.take(words[0], words.length > 1 ? words[1] : "");
            }
        }
        return found;
    }

    private static final class Reading {
        private String host = "";
        private String directory = "";
        private final List<String> arguments = new ArrayList<>();
        private final Map<String, String> environment = new LinkedHashMap<>();

        void take(String what, String text) {
            switch (what) {
                case "host" -> host = text;
                case "argument" -> arguments.add(unhex(text));
                case "environment" -> variables(unhex(text));
                case "directory" -> directory = unhex(text);
                default -> {} // what isn't part of a report
            }
        }

        private void variables(String block) {
            for (String variable : block.split("\0", -1)) {
                int equals = variable.indexOf('=');
                if (equals > 0) {
                    environment.put(variable.substring(0, equals), variable.substring(equals + 1));
                }
            }
        }

        ProbeReport report() {
            return new ProbeReport(host, arguments, environment, directory);
        }

        private static String unhex(String text) {
            return new String(HexFormat.of().parseHex(text.strip()), StandardCharsets.UTF_8);
        }
    }
}
