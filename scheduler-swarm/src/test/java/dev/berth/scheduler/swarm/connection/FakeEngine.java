package dev.berth.scheduler.swarm.connection;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine that answers greetings as engines do, and all else as a test says. */
final class FakeEngine implements Closeable {
    /** What to do with a request; the connection is closed when this fails. */
    interface Manners {
        /** Answers false when the connection is to be closed. */
        boolean answer(String request, OutputStream out) throws IOException;
    }

    private interface Door extends Closeable {
        Guest next() throws IOException;
    }

    private record Guest(InputStream in, OutputStream out, Closeable connection) {}

    private final Door door;
    private final URI address;
    private final Manners manners;
    private final Thread doorman;
    private final Set<Closeable> guests = ConcurrentHashMap.newKeySet();
    private final Set<Thread> hosts = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger guestsSoFar = new AtomicInteger();
    private volatile String version = "1.41";
    private volatile boolean deaf;

    private FakeEngine(Door door, URI address, Manners manners) {
        this.door = door;
        this.address = address;
        this.manners = manners;
        this.doorman = new Thread(this::receive, "fake-engine");
        doorman.setDaemon(true);
        doorman.start();
    }

    static FakeEngine behindSocket(Path directory, Manners manners) throws IOException {
        Path file = directory.resolve("fake-" + System.nanoTime() + ".sock");
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(file));
        Door door = new Door() {
            @Override
            public Guest next() throws IOException {
                SocketChannel guest = channel.accept();
                return new Guest(Channels.newInputStream(guest), Channels.newOutputStream(guest), guest);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
        return new FakeEngine(door, URI.create("unix://" + file), manners);
    }

    static FakeEngine onPort(Manners manners) throws IOException {
        return on(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), manners);
    }

    static FakeEngine on(ServerSocket socket, Manners manners) {
        Door door = new Door() {
            @Override
            public Guest next() throws IOException {
                Socket guest = socket.accept();
                return new Guest(guest.getInputStream(), guest.getOutputStream(), guest);
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
        return new FakeEngine(door, URI.create("tcp://localhost:" + socket.getLocalPort()), manners);
    }

    FakeEngine speaking(String newest) {
        version = newest;
        return this;
    }

    /** Reads greetings only, and of all else not even what belongs to them. */
    FakeEngine readingNoBodies() {
        deaf = true;
        return this;
    }

    URI address() {
        return address;
    }

    /** First lines of what was asked, greetings included. */
    List<String> requests() {
        return requests;
    }

    /** Of those, what isn't a greeting. */
    List<String> questions() {
        return requests.stream().filter(line -> !line.contains("_ping")).toList();
    }

    private void receive() {
        while (true) {
            try {
                Guest guest = door.next();
                guests.add(guest.connection());
                guestsSoFar.incrementAndGet();
                Thread host = new Thread(() -> entertain(guest), "fake-engine-guest");
                host.setDaemon(true);
                hosts.add(host);
                host.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void entertain(Guest guest) {
        try {
            serve(guest);
        } catch (IOException e) {
            // The guest has left, which tests make happen.
        } finally {
            guests.remove(guest.connection());
            dismiss(guest.connection());
        }
    }

    private void serve(Guest guest) throws IOException {
        InputStream in = new BufferedInputStream(guest.in());
        boolean stay = true;
        while (stay) {
            String request = line(in);
            if (request.isEmpty()) {
                return;
            }
            requests.add(request);
            if (deaf && !request.startsWith("GET /_ping ")) {
                hold();
            }
            skip(in);
            stay = request.startsWith("GET /_ping ") ? greet(guest.out()) : manners.answer(request, guest.out());
            guest.out().flush();
        }
    }

    /** Until the engine is closed. */
    private void hold() throws IOException {
        try {
            doorman.join();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    private boolean greet(OutputStream out) throws IOException {
        write(
                out,
                "HTTP/1.1 200 OK\r\nApi-Version: " + version
                        + "\r\nServer: Docker/20.10.24 (linux)\r\nContent-Length: 2\r\n\r\nOK");
        return true;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** Headers, and a body in chunks. */
    private static void skip(InputStream in) throws IOException {
        String header = line(in);
        while (!header.isEmpty()) {
            header = line(in);
        }
        int size = Integer.parseInt(line(in), 16);
        while (size > 0) {
            in.readNBytes(size + 2);
            size = Integer.parseInt(line(in), 16);
        }
        line(in);
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    static boolean json(OutputStream out, int status, String body) throws IOException {
        write(
                out,
                "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
        return true;
    }

    int guestsSoFar() {
        return guestsSoFar.get();
    }

    /** Closes the connections there are, as an engine does that is started again. */
    void dismiss() {
        guests.forEach(FakeEngine::dismiss);
    }

    /** The same, and waits until each has seen it: a connection that somebody reads is closed when that has ended only. */
    void dismissAndWait() throws InterruptedException {
        dismiss();
        for (Thread host : hosts) {
            host.join();
        }
    }

    private static void dismiss(Closeable guest) {
        try {
            guest.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        dismiss();
    }
}
