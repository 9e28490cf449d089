package dev.berth.scheduler.swarm.engine;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What one frame holds: {@code TIME DETAILS TEXT}, the details as {@code key=value,key=value} and encoded as in a URL.
 *
 * @param text without its line end; read once
 * @param last whether it had one
 */
@SuppressWarnings("ArrayRecordComponent")
record LogPiece(Source source, Instant at, byte[] text, boolean last) {
    private static final String TASK = "com.docker.swarm.task.id";
    private static final String NODE = "com.docker.swarm.node.id";

    static LogPiece of(LogFrames.Frame frame) throws UnexpectedAnswerException {
        byte[] content = frame.content();
        int time = indexOf(content, ' ', 0);
        int details = indexOf(content, ' ', time + 1);
        if (time < 0 || details < 0) {
            throw new UnexpectedAnswerException("a line of a log with its time and details was expected");
        }
        Map<String, String> told = details(new String(content, time + 1, details - time - 1, StandardCharsets.UTF_8));
        boolean last = content[content.length - 1] == '\n';
        byte[] text = Arrays.copyOfRange(content, details + 1, content.length - (last ? 1 : 0));
        Source source =
                new Source(told.getOrDefault(TASK, ""), told.getOrDefault(NODE, ""), frame.source() == LogFrames.ERROR);
        return new LogPiece(source, at(new String(content, 0, time, StandardCharsets.UTF_8)), text, last);
    }

    private static Instant at(String text) throws UnexpectedAnswerException {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new UnexpectedAnswerException("a line of a log with its time was expected", e);
        }
    }

    private static Map<String, String> details(String text) {
        Map<String, String> details = new HashMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                details.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        }
        return details;
    }

    private static String decoded(String value) {
        return value.indexOf('%') < 0 ? value : URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    private static int indexOf(byte[] content, char wanted, int from) {
        for (int i = from; i < content.length; i++) {
            if (content[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Where lines come from, each after the other.
     *
     * @param error whether written to the standard error
     */
    record Source(String taskId, String nodeId, boolean error) {}
}
