package dev.berth.scheduler.spec;

/** What an environment variable holds. */
public sealed interface EnvironmentValue
        permits EnvironmentValue.Literal, EnvironmentValue.Reference, EnvironmentValue.Secret {
    Kind kind();

    /** For switching. */
    enum Kind {
        LITERAL,
        REFERENCE,
        SECRET
    }

    static EnvironmentValue literal(String value) {
        return new Literal(value);
    }

    /** Any field but PORT, for which there is {@link #port}. */
    static EnvironmentValue reference(Field field) {
        return new Reference(field, "");
    }

    /** The number of the instance's own port of that name, as seen by the process. */
    static EnvironmentValue port(String portName) {
        return new Reference(Field.PORT, portName);
    }

    static EnvironmentValue secret(SecretReference reference) {
        return new Secret(reference);
    }

    /** What a reference may stand for. */
    enum Field {
        INSTANCE_ID,
        /** The stable number of the instance among its workload's, from 0. */
        INSTANCE_INDEX,
        NODE_ID,
        NODE_HOSTNAME,
        HOST_ADDRESS,
        PORT
    }

    /** Delivered byte for byte (rule VAL-2). */
    record Literal(String value) implements EnvironmentValue {
        /** Without the value: people put passwords there (rule SEC-1). */
        @Override
        public String toString() {
            return "Literal[" + value.length() + " characters]";
        }

        @Override
        public Kind kind() {
            return Kind.LITERAL;
        }
    }

    /**
     * Filled in where the instance runs.
     *
     * @param port the port's name when {@code field} is PORT, else empty
     */
    record Reference(Field field, String port) implements EnvironmentValue {
        @Override
        public Kind kind() {
            return Kind.REFERENCE;
        }
    }

    /** Filled in by the backend from a secret of its own. */
    record Secret(SecretReference reference) implements EnvironmentValue {
        @Override
        public Kind kind() {
            return Kind.SECRET;
        }
    }
}
