package dev.berth.scheduler.benchmarks.cluster;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Passes the requests of one HTTP/1.1 connection on, byte for byte, and tells the first line of each. Of one thread. */
public final class HttpRequests {
    private static final int HEXADECIMAL = 16;

    private final InputStream in;
    private final OutputStream out;
    private final List<String> added;

    public HttpRequests(InputStream in, OutputStream out) {
        this(in, out, List.of());
    }

    /**
     * One that adds to what it passes.
     *
     * @param added fields of each request's head, without line ends
     */
    public HttpRequests(InputStream in, OutputStream out, List<String> added) {
        this.in = in;
        this.out = out;
        this.added = List.copyOf(added);
    }

    /** Returns when the client has ended its side. Each request is told before anything of it is passed on. */
    public void pass(Consumer<String> each) throws IOException {
        for (String first = line(); !first.isEmpty(); first = line()) {
            each.accept(first.strip());
            send(first);
            body(head());
        }
    }

    private List<String> head() throws IOException {
        List<String> head = new ArrayList<>();
        for (String line = some(); !line.isBlank(); line = some()) {
            head.add(line.strip().toLowerCase(Locale.ROOT));
            send(line);
        }
        for (String field : added) {
            send(field + "\r\n");
        }
        send("\r\n");
        return head;
    }

    private void body(List<String> head) throws IOException {
        if (head.contains("transfer-encoding: chunked")) {
            chunks();
        } else {
            for (String field : head) {
                if (field.startsWith("content-length:")) {
                    copy(Long.parseLong(field.substring(field.indexOf(':') + 1).strip()));
                }
            }
        }
        out.flush();
    }

    private void chunks() throws IOException {
        long size;
        do {
            String line = some();
            send(line);
            size = Long.parseLong(line.strip(), HEXADECIMAL);
            copy(size);
            send(some());
        } while (size > 0);
    }

    private void copy(long count) throws IOException {
        for (long left = count; left > 0; ) {
            byte[] part = in.readNBytes((int) Math.min(left, 1 << 16));
            if (part.length == 0) {
                throw new EOFException("a request ended in its body");
            }
            out.write(part);
            left -= part.length;
        }
    }

    private String some() throws IOException {
        String line = line();
        if (line.isEmpty()) {
            throw new EOFException("a request ended in its head");
        }
        return line;
    }

    /** A line with its end; empty when there is none left. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                break;
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
