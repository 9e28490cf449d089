package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.spec.Port;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Whether nobody has a port of this machine. */
public interface PortCheck {
    boolean isFree(int port, Port.Protocol protocol);

    /** Binds it on all addresses, which fails when one of them is taken. */
    static boolean byBinding(int port, Port.Protocol protocol) {
        return switch (protocol) {
            case TCP -> bindsTcp(port);
            case UDP -> bindsUdp(port);
        };
    }

    private static boolean bindsTcp(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            // Whatever keeps us from it would keep the process from it, too.
            return false;
        }
    }

    private static boolean bindsUdp(int port) {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            // See above.
            return false;
        }
    }
}
