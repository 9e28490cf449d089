package dev.berth.scheduler.tck.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The script and the ways to talk to it. */
final class ProbeScript {
    private static final String HOME = "\"${PROBE_HOME:-/tmp}/berth-probe${PROBE_ID:+/$PROBE_ID}\"";

    /** Without its comments: it stands in every spec. */
    static final String TEXT = load();

    /** Ends with 0 while the probe is ready. */
    static final String READINESS = "[ -e " + HOME + "/ready ]";

    /** The same, and writes down each time that it did. */
    static final String COUNTED_READINESS = READINESS + " && echo passed >>" + HOME + "/passed";

    /** Ends with 0 while the probe is alive. */
    static final String LIVENESS = "[ ! -e " + HOME + "/dead ]";

    /** Waits for a probe that is only starting; the pipe is opened for reading too, so that nothing waits for one that is gone. */
    private static final String TELL = "home=" + HOME + "; tries=0; "
            + "until [ -e \"$home/pid\" ] && kill -0 \"$(cat \"$home/pid\")\" 2>/dev/null; do "
            + "tries=$((tries + 1)); [ $tries -lt 100 ] || exit 98; sleep 0.1; done; "
            + "printf '%s\\n' \"$1\" 1<>\"$home/control\"";

    /** What orchestrators expand in their own ways, and a word of a question must come through as it is (rule VAL-2). */
    private static final String AWKWARD = "$$ $(HOME) {{.}}";

    private ProbeScript() {}

    /** Asks what {@code script} asks, and doesn't pass where a word was changed on its way. */
    static List<String> question(String script) {
        return List.of("/bin/sh", "-c", "[ ${#1} = " + AWKWARD.length() + " ] && " + script, "question", AWKWARD);
    }

    static List<String> arguments(List<String> verbs, List<String> payload) {
        List<String> words = new ArrayList<>(List.of("-c", TEXT, "probe"));
        words.addAll(verbs);
        words.add("--");
        words.addAll(payload);
        return words;
    }

    /** Tells a running probe to do something; to be run where it runs, with its variables. */
    static List<String> tell(String verb) {
        return List.of("/bin/sh", "-c", TELL, "tell", verb);
    }

    private static String load() {
        try (InputStream script = ProbeScript.class.getResourceAsStream("probe.sh")) {
            if (script == null) {
                throw new IllegalStateException("probe.sh is not beside " + ProbeScript.class.getName());
            }
            return new String(script.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .reduce("", (all, line) -> all + line.strip() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
