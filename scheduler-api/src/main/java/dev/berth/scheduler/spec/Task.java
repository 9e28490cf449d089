package dev.berth.scheduler.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One process of a workload. Every instance has one copy of each task. */
public sealed interface Task permits TaskData {
    /** A DNS label of at most 15 characters, unique in the workload; {@code main} by default. */
    String name();

    Role role();

    /** When a SIDECAR stops, seen from MAIN. */
    StopOrder stopOrder();

    /** Variants in order of preference; a backend takes the first it supports. */
    List<Artifact> artifacts();

    /** Empty: where the backend starts processes by default. */
    Optional<String> workingDirectory();

    /** User name or number, with {@code :group} if needed; empty: the backend's or image's own. */
    Optional<String> user();

    /**
     * By variable: letters, digits, {@code _}, {@code .} and {@code -}, not beginning with a digit nor with
     * {@code BERTH_}. Name, {@code =} and value have at most 131,071 bytes of UTF-8. Values are never shown in messages.
     */
    Map<String, EnvironmentValue> environment();

    List<TaskFile> files();

    List<Mount> mounts();

    List<Port> ports();

    Resources resources();

    Health health();

    StopPolicy stop();

    Builder toBuilder();

    /** What a task is to its instance. */
    enum Role {
        /** The workload proper; exactly one. */
        MAIN,
        /** Runs to completion before MAIN, in the order of the list. */
        INIT,
        /** Runs beside MAIN. */
        SIDECAR
    }

    /** When a SIDECAR stops. */
    enum StopOrder {
        BEFORE_MAIN,
        AFTER_MAIN
    }

    static Builder builder(String name) {
        return new Builder(name);
    }

    /** A MAIN task named {@code main}. */
    static Builder main(Artifact artifact) {
        return builder("main").artifact(artifact);
    }

    /** Builds a {@link Task}; not thread-safe. */
    final class Builder {
        private final String name;
        private Role role = Role.MAIN;
        private StopOrder stopOrder = StopOrder.AFTER_MAIN;
        private final List<Artifact> artifacts = new ArrayList<>();
        private Optional<String> workingDirectory = Optional.empty();
        private Optional<String> user = Optional.empty();
        private final Map<String, EnvironmentValue> environment = new TreeMap<>();
        private final List<TaskFile> files = new ArrayList<>();
        private final List<Mount> mounts = new ArrayList<>();
        private final List<Port> ports = new ArrayList<>();
        private Resources resources = Resources.NONE;
        private Health health = Health.NONE;
        private StopPolicy stop = StopPolicy.DEFAULT;

        private Builder(String name) {
            this.name = name;
        }

        public Builder role(Role taskRole) {
            this.role = taskRole;
            return this;
        }

        public Builder stopOrder(StopOrder order) {
            this.stopOrder = order;
            return this;
        }

        /** Adds a variant after those already there. */
        public Builder artifact(Artifact artifact) {
            this.artifacts.add(artifact);
            return this;
        }

        public Builder workingDirectory(String path) {
            this.workingDirectory = Optional.of(path);
            return this;
        }

        public Builder user(String user) {
            this.user = Optional.of(user);
            return this;
        }

        public Builder environment(String variable, String value) {
            return environment(variable, EnvironmentValue.literal(value));
        }

        public Builder environment(String variable, EnvironmentValue value) {
            this.environment.put(variable, value);
            return this;
        }

        public Builder file(TaskFile file) {
            this.files.add(file);
            return this;
        }

        public Builder mount(Mount mount) {
            this.mounts.add(mount);
            return this;
        }

        public Builder port(Port port) {
            this.ports.add(port);
            return this;
        }

        public Builder resources(Resources amounts) {
            this.resources = amounts;
            return this;
        }

        public Builder health(Health probes) {
            this.health = probes;
            return this;
        }

        public Builder readiness(Probe probe) {
            this.health = health.toBuilder().readiness(probe).build();
            return this;
        }

        public Builder stop(StopPolicy policy) {
            this.stop = policy;
            return this;
        }

        public Task build() {
            return new TaskData(
                    name,
                    role,
                    stopOrder,
                    artifacts,
                    workingDirectory,
                    user,
                    environment,
                    files,
                    mounts,
                    ports,
                    resources,
                    health,
                    stop);
        }
    }
}
