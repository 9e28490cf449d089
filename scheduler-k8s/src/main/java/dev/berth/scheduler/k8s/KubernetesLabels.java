package dev.berth.scheduler.k8s;

import dev.berth.scheduler.core.adapter.Sha256;
import dev.berth.scheduler.k8s.render.Labels;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The labels and annotations by which Berth knows what is its own, and what it is. Anybody can write others: what one says
 * that makes no sense it doesn't say. Pure.
 */
final class KubernetesLabels {
    /** Label of objects and pods: {@link #owner}. */
    static final String OWNER = Labels.OWNER;

    /** Label of objects and pods: the name of the workload. */
    static final String WORKLOAD = Labels.WORKLOAD;

    /** Label of a ConfigMap: what it is for. */
    static final String KIND = Labels.DOMAIN + "/kind";

    /** The kind of a ConfigMap that is a record. */
    static final String RECORD = "record";

    /** The kind of a ConfigMap that holds a file of a workload. */
    static final String FILE = "file";

    /** Label of the Job of a run of a CRON, and of its pods: the run's name. */
    static final String RUN = Labels.DOMAIN + "/run";

    /** Annotation of an object. */
    static final String INCARNATION = Labels.DOMAIN + "/incarnation";

    /** Annotation of an object. */
    static final String GENERATION = Labels.DOMAIN + "/generation";

    /** Annotation of an object: the name of its {@code Mode.Kind}. */
    static final String MODE = Labels.DOMAIN + "/mode";

    /** Annotation of an object and of its pods: {@code RenderInput.revision()}. */
    static final String REVISION = Labels.DOMAIN + "/revision";

    /** Annotation of an object: the digest of the manifest that was written last. */
    static final String DIGEST = Labels.DOMAIN + "/digest";

    /** Annotation of an object: how long a rollout may go without progress, as text of a Duration. */
    static final String PROGRESS_DEADLINE = Labels.DOMAIN + "/progress-deadline";

    /** Annotation of the Job of a run of a CRON: when it was to start, as text of an Instant. */
    static final String TICK = Labels.DOMAIN + "/tick";

    /** Annotation of the Job of a run; see {@link AttemptForm}. */
    static final String ATTEMPTS = Labels.ATTEMPTS;

    /** Annotation of an object: the discovery name, without which there is no Service to look for. */
    static final String DISCOVERY_NAME = Labels.DOMAIN + "/discovery-name";

    /** Annotation of an object: how many pods may be evicted at a time, without which there is no budget to look for. */
    static final String BUDGET = Labels.DOMAIN + "/budget";

    /** Annotation of an object into which a native override may have been merged. */
    static final String OVERRIDDEN = Labels.DOMAIN + "/overridden";

    /** Annotation of a node whose pods are to leave it. */
    static final String DRAINING = Labels.DOMAIN + "/draining";

    /** Label of a Deployment to which a drain added pods for a while: {@link Surge}. */
    static final String SURGE = Labels.DOMAIN + "/surge";

    private KubernetesLabels() {}

    /** The value of {@link #OWNER}: whatever an owner is called, its hash is a legal label. */
    static String owner(String owner) {
        return Sha256.name(owner);
    }

    /** What selects the pods of a workload, in its namespace. */
    static Map<String, String> ownership(String owner, WorkloadId id) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(OWNER, owner(owner));
        labels.put(WORKLOAD, id.name());
        return labels;
    }

    /** The selector of all that is this owner's. */
    static String selector(String owner) {
        return OWNER + "=" + owner(owner);
    }

    /** The selector of all that is of one workload, in its namespace. */
    static String selector(String owner, WorkloadId id) {
        return selector(owner) + "," + WORKLOAD + "=" + id.name();
    }

    /** Whose it is; empty when it isn't this owner's, or somebody wrote what names no workload. */
    static Optional<WorkloadId> id(String owner, String namespace, Map<String, String> labels) {
        String name = labels.getOrDefault(WORKLOAD, "");
        return owner(owner).equals(labels.get(OWNER))
                        && WorkloadId.problems(namespace, name).isEmpty()
                ? Optional.of(WorkloadId.of(namespace, name))
                : Optional.empty();
    }

    /** The accepted edit that an object of ours bears; empty when it doesn't say. */
    static Optional<Version> version(Map<String, String> annotations) {
        String incarnation = annotations.getOrDefault(INCARNATION, "");
        return generation(annotations)
                .filter(generation -> !incarnation.isEmpty())
                .map(generation -> new Version(incarnation, generation));
    }

    /** Empty when it doesn't say. */
    static Optional<Long> generation(Map<String, String> annotations) {
        return number(annotations, GENERATION);
    }

    /** Of a pod or an object; 0 when it doesn't say. */
    static long revision(Map<String, String> annotations) {
        return number(annotations, REVISION).orElse(0L);
    }

    static Optional<Mode.Kind> mode(Map<String, String> annotations) {
        String text = annotations.getOrDefault(MODE, "");
        for (Mode.Kind kind : Mode.Kind.values()) {
            if (kind.name().equals(text)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** The name of the run of a CRON; empty for all else. */
    static Optional<String> run(Map<String, String> labels) {
        return Optional.ofNullable(labels.get(RUN));
    }

    /** Of a run of a CRON; empty when it doesn't say. */
    static Optional<Instant> tick(Map<String, String> annotations) {
        try {
            return Optional.ofNullable(annotations.get(TICK)).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Empty when it doesn't say. */
    static Optional<Duration> progressDeadline(Map<String, String> annotations) {
        try {
            return Optional.ofNullable(annotations.get(PROGRESS_DEADLINE)).map(Duration::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The spec's own labels. */
    static Map<String, String> users(Map<String, String> labels) {
        Map<String, String> users = new TreeMap<>();
        labels.forEach(
                (key, value) -> Labels.inSpec(Labels.USER_LABELS, key).ifPresent(inSpec -> users.put(inSpec, value)));
        return users;
    }

    private static Optional<Long> number(Map<String, String> texts, String key) {
        return Optional.ofNullable(texts.get(key))
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }
}
