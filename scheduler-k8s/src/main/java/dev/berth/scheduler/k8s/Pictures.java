package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.api.ConfigMapObject;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.render.WorkloadForm;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.RecordHeader;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.RunId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sorts what was listed by the workloads it belongs to. What isn't this owner's is left out, and so is what bears our labels
 * under a name of its own: a copy that somebody made. Not thread-safe.
 */
final class Pictures {
    static final String REPLICA_SET = "ReplicaSet";

    private final String owner;
    private final Map<WorkloadId, Parts> workloads = new TreeMap<>();

    Pictures(String owner) {
        this.owner = owner;
    }

    /** One of those that pods are made from, a Service or a budget. */
    void add(ServerObject object) {
        id(object.metadata()).ifPresent(id -> parts(id).add(object));
    }

    /** What was found under a workload's name, whoever made it. That of others that is going is waited for, as ours is. */
    void addNamed(WorkloadId id, ServerObject object) {
        boolean marked = id(object.metadata()).equals(Optional.of(id))
                && KubernetesLabels.version(object.metadata().annotations()).isPresent();
        if (marked) {
            parts(id).add(object);
        } else if (!object.metadata().isDeleting()) {
            parts(id).foreign = object;
        }
    }

    /** A record or a file, with its content or without. */
    void add(ConfigMapObject config) {
        id(config.metadata()).ifPresent(id -> parts(id).add(config));
    }

    void add(PodObject pod) {
        id(pod.metadata()).ifPresent(id -> {
            if (isMadeFrom(id, pod)) {
                parts(id).pods.add(pod);
            }
        });
    }

    /** One of a run that is there no more. */
    void addGone(PodObject pod) {
        id(pod.metadata()).ifPresent(id -> parts(id).gone.add(pod));
    }

    Set<WorkloadId> ids() {
        return workloads.keySet();
    }

    /** One of nothing when nothing was added. */
    WorkloadPicture of(WorkloadId id) {
        return Optional.ofNullable(workloads.get(id))
                .orElseGet(() -> new Parts(id))
                .picture();
    }

    private Optional<WorkloadId> id(ObjectMeta metadata) {
        return KubernetesLabels.id(owner, metadata.namespace(), metadata.labels());
    }

    private Parts parts(WorkloadId id) {
        return workloads.computeIfAbsent(id, Parts::new);
    }

    /** A Deployment's pods are its ReplicaSets', which are named after it. */
    private static boolean isMadeFrom(WorkloadId id, PodObject pod) {
        return pod.metadata().owners().stream().anyMatch(owner -> switch (owner.kind()) {
            case REPLICA_SET -> owner.name().startsWith(KubernetesNames.workload(id) + "-");
            case WorkloadForm.DAEMON_SET -> owner.name().equals(KubernetesNames.workload(id));
            case WorkloadForm.JOB -> owner.name().equals(job(id, pod.metadata()));
            default -> false;
        });
    }

    /** Of which Job an object with these marks is, or which it is itself. */
    private static String job(WorkloadId id, ObjectMeta metadata) {
        return KubernetesLabels.run(metadata.labels())
                .map(run -> KubernetesNames.run(new RunId(id, run)))
                .orElseGet(() -> KubernetesNames.job(id, KubernetesLabels.revision(metadata.annotations())));
    }

    private final class Parts {
        private final WorkloadId id;
        private @Nullable RecordHeader latest;
        private @Nullable StoredRecord record;
        private final List<ServerObject> objects = new ArrayList<>();
        private final List<ServerObject> companions = new ArrayList<>();
        private final List<ConfigMapObject> files = new ArrayList<>();
        private final List<ServerObject> runs = new ArrayList<>();
        private final List<PodObject> pods = new ArrayList<>();
        private final List<PodObject> gone = new ArrayList<>();
        private @Nullable ServerObject foreign;

        Parts(WorkloadId id) {
            this.id = id;
        }

        void add(ServerObject object) {
            ObjectMeta metadata = object.metadata();
            boolean budget = object.kind() == ObjectKind.POD_DISRUPTION_BUDGET;
            if (!budget && KubernetesLabels.version(metadata.annotations()).isEmpty()) {
                return;
            }
            switch (object.kind()) {
                case DEPLOYMENT, DAEMON_SET, POD_TEMPLATE -> {
                    if (metadata.name().equals(KubernetesNames.workload(id))) {
                        objects.add(object);
                    }
                }
                case JOB -> {
                    if (metadata.name().equals(job(id, metadata))) {
                        boolean run = KubernetesLabels.run(metadata.labels()).isPresent();
                        (run ? runs : objects).add(object);
                    }
                }
                // Its name is the spec's to choose, so any may be one that a spec had.
                case SERVICE -> companions.add(object);
                case POD_DISRUPTION_BUDGET -> {
                    if (metadata.name().equals(KubernetesNames.workload(id))) {
                        companions.add(object);
                    }
                }
                case POD, NODE, NAMESPACE, PERSISTENT_VOLUME_CLAIM, CONFIG_MAP, SECRET, LEASE ->
                    throw new IllegalArgumentException(
                            "no workload is made of " + object.kind().word());
            }
        }

        void add(ConfigMapObject config) {
            ObjectMeta metadata = config.metadata();
            Optional<RecordHeader> header =
                    KubernetesRecords.header(owner, metadata.namespace(), metadata.labels(), metadata.annotations());
            if (header.isPresent()) {
                addRecord(config, header.get());
            } else if (KubernetesLabels.FILE.equals(metadata.labels().get(KubernetesLabels.KIND))
                    && metadata.name().startsWith(id.name() + "-f")) {
                files.add(config);
            }
        }

        private void addRecord(ConfigMapObject config, RecordHeader header) {
            boolean older =
                    latest != null && latest.key().generation() > header.key().generation();
            if (older || !config.metadata().name().equals(KubernetesNames.record(owner, header.key()))) {
                return;
            }
            latest = header;
            String content = config.data().get(KubernetesRecords.CONTENT);
            record = content == null ? null : new StoredRecord(header.key(), header.attributes(), content);
        }

        WorkloadPicture picture() {
            runs.sort(Comparator.comparing(run -> run.metadata().name()));
            return new WorkloadPicture(
                    id,
                    Optional.ofNullable(latest),
                    Optional.ofNullable(record),
                    objects,
                    companions,
                    files,
                    runs,
                    pods,
                    gone,
                    Optional.ofNullable(foreign));
        }
    }
}
