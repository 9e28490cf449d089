package dev.berth.scheduler.spec;

import java.util.Optional;

/** Storage that tasks of a workload mount by name. */
public sealed interface Volume permits Volume.HostPath, Volume.Named, Volume.Ephemeral {
    /** A DNS label, unique in the workload. */
    String name();

    Kind kind();

    /** For switching. */
    enum Kind {
        HOST_PATH,
        NAMED,
        EPHEMERAL
    }

    /**
     * A directory or file of the node.
     *
     * @param path absolute
     */
    record HostPath(String name, String path) implements Volume {
        @Override
        public Kind kind() {
            return Kind.HOST_PATH;
        }
    }

    /**
     * Storage that the orchestrator keeps under a name, beyond the instance.
     *
     * @param source the orchestrator's name for it
     */
    record Named(String name, String source) implements Volume {
        @Override
        public Kind kind() {
            return Kind.NAMED;
        }
    }

    /**
     * Empty at start and gone with the instance.
     *
     * @param size the most it may hold; the backend's own limit when empty
     */
    record Ephemeral(String name, Optional<Memory> size) implements Volume {
        @Override
        public Kind kind() {
            return Kind.EPHEMERAL;
        }
    }
}
