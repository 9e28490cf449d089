package dev.berth.scheduler.engine;

import dev.berth.scheduler.spec.Port;
import java.util.Locale;

/** A port of a node that one instance at a time can have. */
public record HostPort(int number, Port.Protocol protocol) implements Comparable<HostPort> {
    @Override
    public int compareTo(HostPort other) {
        int byNumber = Integer.compare(number, other.number);
        return byNumber != 0 ? byNumber : protocol.compareTo(other.protocol);
    }

    /** Such as {@code 8080/tcp}. */
    @Override
    public String toString() {
        return number + "/" + protocol.name().toLowerCase(Locale.ROOT);
    }
}
