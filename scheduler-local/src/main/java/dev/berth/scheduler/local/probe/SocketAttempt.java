package dev.berth.scheduler.local.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * Connects and converses. Closing the socket cuts off whatever it is doing, so the probe's timeout bounds it all, however
 * slowly the other side drips.
 */
final class SocketAttempt implements Attempt {
    private final String address;
    private final int port;
    private final Conversation conversation;
    private final Socket socket = new Socket();

    SocketAttempt(String address, int port, Conversation conversation) {
        this.address = address;
        this.port = port;
        this.conversation = conversation;
    }

    /** What is said once the connection is open. */
    interface Conversation {
        Outcome hold(Socket connected) throws IOException;
    }

    @Override
    public void run(Consumer<Outcome> answer) {
        answer.accept(ask());
    }

    @Override
    public void cancel() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the socket of a probe can't be closed", e);
        }
    }

    private Outcome ask() {
        try (socket) {
            InetSocketAddress peer = new InetSocketAddress(address, port);
            if (peer.isUnresolved()) {
                throw new UnknownHostException(address);
            }
            socket.connect(peer);
            return conversation.hold(socket);
        } catch (IOException e) {
            return Outcome.failed(describe(e));
        }
    }

    private String describe(IOException failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        if (failure instanceof UnknownHostException) {
            return "unknown host " + address;
        }
        if (failure instanceof SSLException) {
            return "TLS fails with " + address + ":" + port + ": " + message;
        }
        String lower = message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
        String verb = failure instanceof ConnectException ? " by " : " with ";
        return lower + verb + address + ":" + port;
    }
}
