package dev.berth.scheduler.spec;

import java.util.Locale;
import java.util.OptionalInt;

/** A port a task listens on, and how it is reached from outside. */
public sealed interface Port permits PortData {
    /** A DNS label of at most 15 characters, unique in the workload. */
    String name();

    Protocol protocol();

    Reach reach();

    /** FIXED: the host's port. INSIDE: where the task listens. DYNAMIC: where a container listens, if it must be told. */
    OptionalInt number();

    /** The variable that hands the number to the process; {@code PORT_} and the name in capitals by default. */
    String variable();

    Builder toBuilder();

    /** Transport protocol. */
    enum Protocol {
        TCP,
        UDP
    }

    /** How a port is reached. */
    enum Reach {
        /** On a host port picked by the backend, handed over in {@link Port#variable()} and reported as endpoint. */
        DYNAMIC,
        /** On this very host port. */
        FIXED,
        /** Only within the workload's network. */
        INSIDE
    }

    static Builder builder(String name) {
        return new Builder(name);
    }

    static Port dynamic(String name) {
        return builder(name).build();
    }

    static Port fixed(String name, int number) {
        return builder(name).reach(Reach.FIXED).number(number).build();
    }

    static Port inside(String name, int number) {
        return builder(name).reach(Reach.INSIDE).number(number).build();
    }

    static String defaultVariable(String name) {
        return "PORT_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Builds a {@link Port}; not thread-safe. */
    final class Builder {
        private final String name;
        private Protocol protocol = Protocol.TCP;
        private Reach reach = Reach.DYNAMIC;
        private OptionalInt number = OptionalInt.empty();
        private String variable;

        private Builder(String name) {
            this.name = name;
            this.variable = defaultVariable(name);
        }

        public Builder protocol(Protocol transport) {
            this.protocol = transport;
            return this;
        }

        public Builder reach(Reach how) {
            this.reach = how;
            return this;
        }

        public Builder number(int port) {
            this.number = OptionalInt.of(port);
            return this;
        }

        public Builder variable(String environmentVariable) {
            this.variable = environmentVariable;
            return this;
        }

        public Port build() {
            return new PortData(name, protocol, reach, number, variable);
        }
    }
}
