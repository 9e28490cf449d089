package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells a program that the launcher for shells could not execute from one that ended with 126 or 127: setsid(1), which
 * executes it, then leaves its complaint as the last line of the standard error.
 */
final class StartFailure {
    private static final Set<Integer> CODES = Set.of(126, 127);
    private static final Pattern COMPLAINT = Pattern.compile("(?:^|\n)setsid: [^\n]*: ([^\n]+)\n$");
    private static final int LAST_BYTES = 8192;

    private StartFailure() {}

    static ProcessEnd refine(ProcessDirectory directory, ProcessName name, ProcessEnd end) {
        if (end.kind() != ProcessEnd.Kind.EXITED || !CODES.contains(end.number())) {
            return end;
        }
        return complaint(directory, name)
                .map(reason -> ProcessEnd.notStarted("its executable can't be executed: " + reason))
                .orElse(end);
    }

    private static Optional<String> complaint(ProcessDirectory directory, ProcessName name) {
        try (FileChannel channel = FileChannel.open(directory.log(name.instance(), LogStream.ERR))) {
            ByteBuffer last = ByteBuffer.allocate(LAST_BYTES);
            channel.read(last, Math.max(0, channel.size() - LAST_BYTES));
            var matcher = COMPLAINT.matcher(new String(last.array(), 0, last.position(), StandardCharsets.UTF_8));
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        } catch (IOException e) {
            // Without its log the exit code is all there is, and the code is true.
            return Optional.empty();
        }
    }
}
