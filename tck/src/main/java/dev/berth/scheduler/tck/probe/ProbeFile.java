package dev.berth.scheduler.tck.probe;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A file as the probe sees it.
 *
 * @param mode permission bits
 * @param content all of it
 */
public record ProbeFile(int mode, String content) {
    private static final int OCTAL = 8;

    /** The verb that asks for it; the token tells its answer from others. */
    public static String asking(String token, String path) {
        return "file:" + token + ":" + path;
    }

    /** Whether the answer is among these lines. */
    public static boolean isAnswered(String token, List<String> lines) {
        return lines.stream().anyMatch(line -> line.startsWith(prefix(token)));
    }

    /** The answer; empty when there is no such file. */
    public static Optional<ProbeFile> answer(String token, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(prefix(token)))
                .map(line -> line.substring(prefix(token).length()).split(" ", -1))
                .filter(words -> words.length == 2)
                .map(words -> new ProbeFile(
                        Integer.parseInt(words[0], OCTAL),
                        new String(HexFormat.of().parseHex(words[1]), StandardCharsets.UTF_8)))
                .findFirst();
    }

    private static String prefix(String token) {
        return "@probe file " + token + " ";
    }
}
