package dev.berth.scheduler.spec;

import java.util.List;

/** How a probe asks. */
public sealed interface ProbeCheck permits ProbeCheck.Http, ProbeCheck.Tcp, ProbeCheck.Command {
    Kind kind();

    /** For switching. */
    enum Kind {
        HTTP,
        TCP,
        COMMAND
    }

    static ProbeCheck http(String port, String path) {
        return new Http(port, path, Scheme.HTTP);
    }

    static ProbeCheck tcp(String port) {
        return new Tcp(port);
    }

    static ProbeCheck command(String... words) {
        return new Command(List.of(words));
    }

    /** URL scheme; HTTPS certificates are not verified, as a probe asks its own instance by address. */
    enum Scheme {
        HTTP,
        HTTPS
    }

    /**
     * Passes on a status from 200 to 399.
     *
     * @param port the port's name
     * @param path absolute path with query
     */
    record Http(String port, String path, Scheme scheme) implements ProbeCheck {
        @Override
        public Kind kind() {
            return Kind.HTTP;
        }
    }

    /**
     * Passes when a connection opens.
     *
     * @param port the port's name
     */
    record Tcp(String port) implements ProbeCheck {
        @Override
        public Kind kind() {
            return Kind.TCP;
        }
    }

    /**
     * Passes when the command, run where the task runs, ends with 0.
     *
     * @param command absolute executable and its arguments
     */
    record Command(List<String> command) implements ProbeCheck {
        public Command {
            command = List.copyOf(command);
        }

        /** Without the arguments: people put passwords there (rule SEC-1). */
        @Override
        public String toString() {
            return "Command[" + command.size() + " words]";
        }

        @Override
        public Kind kind() {
            return Kind.COMMAND;
        }
    }
}
