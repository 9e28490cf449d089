package dev.berth.scheduler.swarm;

import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.swarm.render.Labels;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The labels by which Berth knows what is its own, and what it is. Those of a container never change while it runs. Anybody
 * can write others: what one says that makes no sense it doesn't say. Pure.
 */
final class SwarmLabels {
    static final String OWNER = "dev.berth.owner";
    static final String NAMESPACE = "dev.berth.namespace";
    static final String NAME = "dev.berth.name";
    static final String INCARNATION = "dev.berth.incarnation";
    static final String GENERATION = "dev.berth.generation";

    /** Of a service and of its containers: {@code RenderInput.revision()}. */
    static final String REVISION = "dev.berth.revision";

    /** Of a service: the name of its {@code Mode.Kind}. */
    static final String MODE = "dev.berth.mode";

    /** Of a service: that its run is to end. */
    static final String CANCELLED = "dev.berth.cancelled";

    /** Of the service of a batch: how many have to succeed, which its replicas don't say once it is cancelled. */
    static final String COMPLETIONS = "dev.berth.completions";

    /** Of the service of a run of a CRON, and of its containers: the run's name. */
    static final String RUN = "dev.berth.run";

    /** Of the service of a run of a CRON: when it was to start, as text of an Instant. */
    static final String TICK = "dev.berth.tick";

    /** Of a config: what it is for. */
    static final String KIND = "dev.berth.kind";

    /** The kind of a config that is a record. */
    static final String RECORD = "record";

    /** The kind of a config that is the entry of a run of a CRON. */
    static final String RUN_ENTRY = "run-entry";

    /** The kind of a config whose labels say who holds a lease. */
    static final String LEASE = "lease";

    /** The kind of a config that holds a file of a workload. */
    static final String FILE = "file";

    /**
     * The kind of a config whose labels say, in place of its workload's service, which edit holds: one that pauses what
     * failed. Writing that on the service would make the rollout go on.
     */
    static final String HOLD = "hold";

    /** Of a service: how long a rollout may go without progress, as text of a Duration. */
    static final String PROGRESS_DEADLINE = "dev.berth.progress-deadline";

    /** Of a container, followed by a port's name: {@code 8080/tcp}. */
    static final String PORT = "dev.berth.port.";

    private SwarmLabels() {}

    static Map<String, String> ownership(String owner, WorkloadId id) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(OWNER, owner);
        labels.put(NAMESPACE, id.namespace());
        labels.put(NAME, id.name());
        return labels;
    }

    /** Whose it is; empty when it isn't this owner's, or somebody wrote what names no workload. */
    static Optional<WorkloadId> id(String owner, Map<String, String> labels) {
        String namespace = labels.getOrDefault(NAMESPACE, "");
        String name = labels.getOrDefault(NAME, "");
        return owner.equals(labels.get(OWNER))
                        && WorkloadId.problems(namespace, name).isEmpty()
                ? Optional.of(WorkloadId.of(namespace, name))
                : Optional.empty();
    }

    /** The accepted edit that it bears; empty when it isn't this owner's. */
    static Optional<Version> version(String owner, Map<String, String> labels) {
        String incarnation = labels.getOrDefault(INCARNATION, "");
        return id(owner, labels)
                .filter(id -> !incarnation.isEmpty())
                .flatMap(id -> generation(labels))
                .map(generation -> new Version(incarnation, generation));
    }

    /** Empty when it doesn't say. */
    static Optional<Long> generation(Map<String, String> labels) {
        return number(labels, GENERATION);
    }

    /**
     * The accepted edit that holds: the one that a service bears, or a later one of the same life that is a config of kind
     * {@link #HOLD}.
     *
     * @param service its labels
     * @param configs labels of configs of its workload
     */
    static Optional<Version> applied(
            String owner, Map<String, String> service, Collection<Map<String, String>> configs) {
        return version(owner, service)
                .map(borne -> configs.stream()
                        .filter(labels -> HOLD.equals(labels.get(KIND)))
                        .flatMap(labels -> version(owner, labels).stream())
                        .filter(hold -> hold.incarnation().equals(borne.incarnation()))
                        .filter(hold -> hold.generation() > borne.generation())
                        .max(Comparator.comparingLong(Version::generation))
                        .orElse(borne));
    }

    /** Of a container; 0 when it doesn't say. */
    static long revision(Map<String, String> labels) {
        return number(labels, REVISION).orElse(0L);
    }

    /** Of the service of a batch; empty when it doesn't say. */
    static Optional<Integer> completions(Map<String, String> labels) {
        return number(labels, COMPLETIONS)
                .filter(count -> count <= Integer.MAX_VALUE)
                .map(Long::intValue);
    }

    /** Of a service; empty when it doesn't say. */
    static Optional<Duration> progressDeadline(Map<String, String> labels) {
        try {
            return Optional.ofNullable(labels.get(PROGRESS_DEADLINE)).map(Duration::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Of a run of a CRON; empty when it doesn't say. */
    static Optional<Instant> tick(Map<String, String> labels) {
        try {
            return Optional.ofNullable(labels.get(TICK)).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Optional<String> run(Map<String, String> labels) {
        return Optional.ofNullable(labels.get(RUN));
    }

    static Optional<Mode.Kind> mode(Map<String, String> labels) {
        String text = labels.getOrDefault(MODE, "");
        for (Mode.Kind kind : Mode.Kind.values()) {
            if (kind.name().equals(text)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** The spec's own labels. */
    static Map<String, String> users(Map<String, String> labels) {
        Map<String, String> users = new TreeMap<>();
        labels.forEach((key, value) -> {
            if (key.startsWith(Labels.USER_PREFIX)) {
                users.put(key.substring(Labels.USER_PREFIX.length()), value);
            }
        });
        return users;
    }

    /** The names of ports by {@code number/protocol} in the container. */
    static Map<String, String> ports(Map<String, String> labels) {
        Map<String, String> names = new TreeMap<>();
        labels.forEach((key, value) -> {
            if (key.startsWith(PORT)) {
                names.put(value, key.substring(PORT.length()));
            }
        });
        return names;
    }

    static Port.Protocol protocol(String text) {
        return text.equals("udp") ? Port.Protocol.UDP : Port.Protocol.TCP;
    }

    private static Optional<Long> number(Map<String, String> labels, String key) {
        return Optional.ofNullable(labels.get(key))
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }
}
