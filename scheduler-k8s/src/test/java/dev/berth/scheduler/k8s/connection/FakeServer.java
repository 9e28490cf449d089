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

/** A server that says what a test wants, byte for byte. */
final class FakeServer implements Closeable {
    /** What to do with a request. */
    interface Manners {
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
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);

    FakeServer(Manners manners) throws IOException {
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.manners = manners;
        start(this::receive);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "fake-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    ApiConnection connection() {
        return new ApiConnection(
                Access.server(address(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** First lines of what was asked. */
    List<String> requests() {
        return requests;
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
                skip(in);
                requests.add(request);
                stay = manners.answer(requests.size(), guest.getOutputStream());
            }
        } catch (IOException e) {
            left.countDown();
        }
    }

    private static void skip(InputStream in) throws IOException {
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
        }
        in.readNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    static boolean write(OutputStream out, String text) throws IOException {
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
