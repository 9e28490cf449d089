package dev.berth.scheduler.spec;

import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What to run and where it may run. An instance of this type is valid: {@link Builder#build} refuses others. Durations
 * are at most 365 days; arguments, environment, files and annotations have at most 256 KiB of UTF-8 in all.
 */
public sealed interface WorkloadSpec permits WorkloadSpecData {
    WorkloadId id();

    Mode mode();

    /** In order; exactly one is MAIN. */
    List<Task> tasks();

    Placement placement();

    RolloutPolicy rollout();

    RestartPolicy restart();

    List<Volume> volumes();

    Network network();

    /** The name other workloads find this one by, where the network resolves names. */
    Optional<String> discoveryName();

    /** How long a lost node is waited for before its instances are replaced; the backend's own wait when empty. */
    Optional<Duration> nodeLossWait();

    /**
     * For selectors. Keys are names of at most 63 characters, after a DNS domain (not {@code berth.dev}) and a slash if
     * needed; values have at most 63. Changing them restarts nothing.
     */
    Map<String, String> labels();

    /** For people and tools; Berth doesn't look at them. */
    Map<String, String> annotations();

    /** By backend type. */
    Map<String, NativeOverride> overrides();

    Builder toBuilder();

    /** The MAIN task. */
    default Task main() {
        return tasks().stream()
                .filter(task -> task.role() == Task.Role.MAIN)
                .findFirst()
                .orElseThrow();
    }

    static Builder builder(WorkloadId id, Mode mode) {
        return new Builder(id, mode);
    }

    /** Builds a {@link WorkloadSpec}; not thread-safe. */
    final class Builder {
        private WorkloadId id;
        private Mode mode;
        private List<Task> tasks = new ArrayList<>();
        private Placement placement = Placement.ANYWHERE;
        private RolloutPolicy rollout = RolloutPolicy.DEFAULT;
        private RestartPolicy restart = RestartPolicy.DEFAULT;
        private final List<Volume> volumes = new ArrayList<>();
        private Network network = Network.DEFAULT;
        private Optional<String> discoveryName = Optional.empty();
        private Optional<Duration> nodeLossWait = Optional.empty();
        private Map<String, String> labels = new TreeMap<>();
        private Map<String, String> annotations = new TreeMap<>();
        private final Map<String, NativeOverride> overrides = new TreeMap<>();

        private Builder(WorkloadId id, Mode mode) {
            this.id = id;
            this.mode = mode;
        }

        public Builder id(WorkloadId workload) {
            this.id = workload;
            return this;
        }

        public Builder mode(Mode howMany) {
            this.mode = howMany;
            return this;
        }

        public Builder task(Task task) {
            this.tasks.add(task);
            return this;
        }

        public Builder tasks(List<Task> all) {
            this.tasks = new ArrayList<>(all);
            return this;
        }

        public Builder placement(Placement where) {
            this.placement = where;
            return this;
        }

        public Builder rollout(RolloutPolicy policy) {
            this.rollout = policy;
            return this;
        }

        public Builder restart(RestartPolicy policy) {
            this.restart = policy;
            return this;
        }

        public Builder volume(Volume volume) {
            this.volumes.add(volume);
            return this;
        }

        public Builder network(Network where) {
            this.network = where;
            return this;
        }

        public Builder discoveryName(String name) {
            this.discoveryName = Optional.of(name);
            return this;
        }

        public Builder nodeLossWait(Optional<Duration> wait) {
            this.nodeLossWait = wait;
            return this;
        }

        public Builder label(String key, String value) {
            this.labels.put(key, value);
            return this;
        }

        public Builder labels(Map<String, String> all) {
            this.labels = new TreeMap<>(all);
            return this;
        }

        public Builder annotation(String key, String value) {
            this.annotations.put(key, value);
            return this;
        }

        public Builder annotations(Map<String, String> all) {
            this.annotations = new TreeMap<>(all);
            return this;
        }

        public Builder override(NativeOverride document) {
            this.overrides.put(document.backendType(), document);
            return this;
        }

        /** Everything wrong with what was given so far, each with its path; empty when it can be built. */
        public List<Problem> problems() {
            return SpecRules.check(data());
        }

        /**
         * The spec, checked as a whole.
         *
         * @throws RefusedException INVALID, with every violation and its path (rule VAL-1)
         */
        public WorkloadSpec build() {
            WorkloadSpecData spec = data();
            List<Problem> problems = SpecRules.check(spec);
            if (!problems.isEmpty()) {
                throw RefusedException.of(problems);
            }
            return spec;
        }

        private WorkloadSpecData data() {
            return new WorkloadSpecData(
                    id,
                    mode,
                    tasks,
                    placement,
                    rollout,
                    restart,
                    volumes,
                    network,
                    discoveryName,
                    nodeLossWait,
                    labels,
                    annotations,
                    overrides);
        }
    }
}
