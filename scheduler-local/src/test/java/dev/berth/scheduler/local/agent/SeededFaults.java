package dev.berth.scheduler.local.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Chooses a fault for each connection: the same seed, the same faults in the same order (rule FLT-3). */
public final class SeededFaults implements AgentProxy.Route {
    /** How many kinds of faults there are, none at all among them. */
    public static final int KINDS = Fault.values().length;

    private static final int REQUEST_BYTES = 400;
    private static final int ANSWER_BYTES = 200;
    private static final int LONGEST_DELAY_MILLIS = 30;

    private final Random random;
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private boolean calm;

    public SeededFaults(long seed) {
        this.random = new Random(seed);
    }

    /** What can become of a connection. */
    enum Fault {
        /** Nothing. */
        NONE,
        /** Closed before a byte is read. */
        DROPPED,
        /** Closed within the request. */
        REQUEST_CUT,
        /** The request arrives and is carried out; closed within the answer. */
        ANSWER_CUT,
        /** The request arrives; no answer comes, ever. */
        ANSWER_LOST,
        /** Slow, in both directions. */
        DELAYED,
        /** The request arrives twice. */
        DUPLICATED
    }

    /** From now on there are no faults. */
    public synchronized void calm() {
        calm = true;
    }

    /** How often each fault was chosen. */
    public synchronized Map<Fault, Integer> counts() {
        return Map.copyOf(counts);
    }

    private synchronized Fault choose() {
        Fault[] all = Fault.values();
        // Every other connection is whole, or hardly an edit would get as far as its writes.
        Fault chosen = calm || random.nextBoolean() ? Fault.NONE : all[random.nextInt(all.length)];
        counts.merge(chosen, 1, Integer::sum);
        return chosen;
    }

    private synchronized int number(int bound) {
        return random.nextInt(bound);
    }

    @Override
    public void run(AgentProxy proxy, SocketChannel caller) throws IOException {
        Fault fault = choose();
        if (fault == Fault.DROPPED) {
            return;
        }
        SocketChannel agent = proxy.agent();
        switch (fault) {
            case NONE, DROPPED -> proxy.pass(caller, agent, AgentProxy.Change.NONE, AgentProxy.Change.NONE);
            case REQUEST_CUT -> proxy.pass(caller, agent, cutAfter(number(REQUEST_BYTES)), AgentProxy.Change.NONE);
            case ANSWER_CUT -> proxy.pass(caller, agent, AgentProxy.Change.NONE, cutOnceDone(proxy, agent));
            case ANSWER_LOST -> proxy.passRequests(caller, agent);
            case DELAYED -> proxy.pass(caller, agent, delayed(), delayed());
            case DUPLICATED -> duplicate(proxy, caller, agent);
        }
    }

    private static AgentProxy.Change cutAfter(int bytes) {
        int[] left = {bytes};
        return came -> {
            int length = Math.min(left[0], came.length);
            left[0] -= length;
            return Arrays.copyOf(came, length);
        };
    }

    /** The agent is done before the caller hears of the cut: else it may come to an edit only during the caller's next. */
    private AgentProxy.Change cutOnceDone(AgentProxy proxy, SocketChannel agent) {
        AgentProxy.Change cut = cutAfter(number(ANSWER_BYTES));
        return came -> {
            byte[] goes = cut.of(came);
            if (goes.length < came.length) {
                proxy.drain(agent);
            }
            return goes;
        };
    }

    private AgentProxy.Change delayed() {
        return came -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(number(LONGEST_DELAY_MILLIS)));
            return came;
        };
    }

    /** The caller hears the answer to one of the two. */
    private void duplicate(AgentProxy proxy, SocketChannel caller, SocketChannel heard) throws IOException {
        SocketChannel unheard = proxy.agent();
        proxy.swallow(unheard);
        boolean first = number(2) == 0;
        ByteBuffer request = ByteBuffer.allocate(1 << 20);
        if (caller.read(request) < 0) {
            AgentProxy.close(unheard);
            AgentProxy.close(heard);
            return;
        }
        request.flip();
        write(first ? heard : unheard, request.duplicate());
        write(first ? unheard : heard, request.duplicate());
        proxy.pass(caller, heard, AgentProxy.Change.NONE, AgentProxy.Change.NONE);
        AgentProxy.close(unheard);
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
