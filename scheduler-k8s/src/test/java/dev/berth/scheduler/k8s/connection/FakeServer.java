package dev.berth.scheduler.k8s.connection;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server that says what a test wants, byte for byte. */
public final class FakeServer implements Closeable {
    /** What to do with a request. */
    public interface Manners {
        /**
         * Answers false when the connection is to be closed.
         *
         * @param count of requests so far, this one included
         */
        boolean answer(int count, OutputStream out) throws IOException;
    }

    private final ServerSocket door;
    private final Manners manners;
    private final Set<Socket> guests = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> askers = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);

    public FakeServer(Manners manners) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), manners);
    }

    FakeServer(ServerSocket door, Manners manners) {
        this.door = door;
        this.manners = manners;
        start(this::receive);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "fake-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI address() {
        String scheme = door instanceof SSLServerSocket ? "https://localhost:" : "http://127.0.0.1:";
        return URI.create(scheme + door.getLocalPort());
    }

    public ApiConnection connection() {
        return new ApiConnection(
                Access.server(address(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** First lines of what was asked. */
    public List<String> requests() {
        return requests;
    }

    /** What came with each, empty with most. */
    public List<String> bodies() {
        return bodies;
    }

    /** How those who asked said who they are: a token, the name in a certificate, or nothing. */
    List<String> askers() {
        return askers;
    }

    /** Waits until a connection was closed by the other side. */
    void awaitLeft() throws InterruptedException {
        left.await();
    }

    /** Says nothing until the server is closed. */
    boolean hold() throws IOException {
        try {
            closed.await();
            return false;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void receive() {
        while (!door.isClosed()) {
            try {
                Socket guest = door.accept();
                guests.add(guest);
                start(() -> serve(guest));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket guest) {
        try (guest) {
            InputStream in = new BufferedInputStream(guest.getInputStream());
            boolean stay = true;
            while (stay) {
                String request = line(in);
                if (request.isEmpty()) {
                    left.countDown();
                    return;
                }
                askers.add(read(in).orElseGet(() -> certified(guest)));
                requests.add(request);
                stay = manners.answer(requests.size(), guest.getOutputStream());
            }
        } catch (IOException e) {
            left.countDown();
        }
    }

    /** Answers the token. */
    private Optional<String> read(InputStream in) throws IOException {
        int length = 0;
        Optional<String> token = Optional.empty();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
            if (header.startsWith("Authorization: Bearer ")) {
                token = Optional.of(header.substring("Authorization: Bearer ".length()));
            }
        }
        bodies.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
        return token;
    }

    private static String certified(Socket guest) {
        try {
            return guest instanceof SSLSocket tls
                    ? tls.getSession().getPeerPrincipal().getName()
                    : "";
        } catch (SSLPeerUnverifiedException e) {
            return "";
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    public static boolean write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        return true;
    }

    static boolean json(OutputStream out, int status, String headers, String body) throws IOException {
        return write(
                out,
                "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\n" + headers + "Content-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        door.close();
        for (Socket guest : guests) {
            guest.close();
        }
    }
}
