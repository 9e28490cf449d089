package dev.berth.scheduler.swarm.engine;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a log: eight bytes with the stream and the length, then so many bytes. Where a container has a terminal
 * there are none but lines, which all are taken as output; those are ended by a terminal, so with a carriage return.
 */
final class LogFrames {
    static final int OUTPUT = 1;
    static final int ERROR = 2;

    /** What a daemon itself has to say, mostly why it can't go on. */
    static final int SYSTEM = 3;

    /** Lines are cut at 16 KiB where they are written, and details take a few hundred bytes more. */
    private static final int LONGEST = 4 << 20;

    private static final int HEADER = 8;

    private final InputStream stream;
    private boolean begun;
    private boolean plain;

    /** @param stream that does its own buffering */
    LogFrames(InputStream stream) {
        this.stream = stream;
    }

    /** Waits for the next; null at the end. */
    @Nullable
    Frame next() throws IOException {
        if (plain) {
            return line(new byte[0]);
        }
        byte[] header = stream.readNBytes(HEADER);
        if (header.length == 0) {
            return null;
        }
        if (!begun && !isHeader(header)) {
            plain = true;
            return line(header);
        }
        begun = true;
        return body(header);
    }

    private static boolean isHeader(byte[] header) {
        return header.length == HEADER
                && header[0] >= 0
                && header[0] <= SYSTEM
                && header[1] == 0
                && header[2] == 0
                && header[3] == 0;
    }

    private Frame body(byte[] header) throws IOException {
        if (header.length < HEADER) {
            throw new EOFException("the log was cut off");
        }
        int length = ByteBuffer.wrap(header).getInt(HEADER / 2);
        if (!isHeader(header) || length < 0 || length > LONGEST) {
            throw new UnexpectedAnswerException("a frame of a log was expected");
        }
        byte[] content = stream.readNBytes(length);
        if (content.length < length) {
            throw new EOFException("the log was cut off");
        }
        return new Frame(header[0], content);
    }

    private @Nullable Frame line(byte[] begin) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(begin);
        int next = stream.read();
        while (next >= 0 && next != '\n' && line.size() < LONGEST) {
            line.write(next);
            next = stream.read();
        }
        if (next < 0 && line.size() == 0) {
            return null;
        }
        byte[] text = line.toByteArray();
        int end = text.length > 0 && text[text.length - 1] == '\r' ? text.length - 1 : text.length;
        byte[] whole = Arrays.copyOf(text, end + 1);
        whole[end] = '\n';
        return new Frame(OUTPUT, whole);
    }

    /** One of them; its content is read once. */
    @SuppressWarnings("ArrayRecordComponent")
    record Frame(int source, byte[] content) {}
}
