package dev.berth.scheduler.local.probe;

import dev.berth.scheduler.spec.ProbeCheck;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A GET of which only the status counts.
 *
 * <p>Written on a bare socket, as it needs a request and one line of the answer: {@code HttpURLConnection} can't be cut
 * off while it connects, asks twice on its own and obeys proxies, cookies and passwords set for the whole process;
 * {@code java.net.http} keeps connections open and costs megabytes and threads.
 */
record HttpQuestion(ProbeCheck.Scheme scheme, String address, int port, String path)
        implements SocketAttempt.Conversation {
    private static final int LONGEST_LINE = 8192;
    private static final int LONGEST_REST = 65_536;
    private static final int REST_MILLISECONDS = 100;

    @Override
    public Outcome hold(Socket connected) throws IOException {
        return switch (scheme) {
            case HTTP -> ask(connected);
            case HTTPS -> {
                try (Socket secured = TrustEverybody.secure(connected, address, port)) {
                    yield ask(secured);
                }
            }
        };
    }

    private Outcome ask(Socket socket) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + authority()
                + "\r\nUser-Agent: berth-probe\r\nAccept: */*\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream input = new BufferedInputStream(socket.getInputStream());
        int status = status(input);
        if (status < 0) {
            return Outcome.failed("no HTTP answer from " + url());
        }
        readRest(socket, input);
        return status >= 200 && status < 400 ? Outcome.PASSED : Outcome.failed("HTTP " + status + " from " + url());
    }

    /** Passes over interim answers (1xx), each with its headers; -1 when it is no HTTP. */
    private static int status(InputStream input) throws IOException {
        int status;
        do {
            String line = line(input);
            if (!line.matches("HTTP/1\\.[01] [1-9][0-9]{2}( .*)?")) {
                return -1;
            }
            status = Integer.parseInt(line.substring(9, 12));
            while (status < 200 && !line.isEmpty()) {
                line = line(input);
            }
        } while (status < 200);
        return status;
    }

    private static String line(InputStream input) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = input.read();
        while (next >= 0 && next != '\n' && line.length() < LONGEST_LINE) {
            line.append((char) next);
            next = input.read();
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    /**
     * Takes what comes at once of the rest, up to some size: a server that is cut off while it writes logs an error at
     * every question. What doesn't end is left.
     */
    private static void readRest(Socket socket, InputStream input) {
        try {
            socket.setSoTimeout(REST_MILLISECONDS);
            input.readNBytes(LONGEST_REST);
        } catch (IOException expected) {
            // The status is known; how the connection ends doesn't matter.
        }
    }

    private String url() {
        return scheme.name().toLowerCase(Locale.ROOT) + "://" + authority() + path;
    }

    private String authority() {
        return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
    }
}
