package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.api.ConfigMapObject;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.render.ConfigMapForm;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.k8s.render.Marks;
import dev.berth.scheduler.k8s.status.Failures;
import dev.berth.scheduler.k8s.status.PodEndpoints;
import dev.berth.scheduler.k8s.status.Pods;
import dev.berth.scheduler.k8s.status.SchedulingMessages;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Version;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a cluster says, in the words of the API. Pure. */
final class KubernetesStatusMapper {
    private static final String NODE_LOST = "NODE_LOST";
    private static final String UNOBSERVED_END = "UNOBSERVED_END";

    private final InstantSource time;

    /** @param time as the server has it: deadlines are counted from when it says that things happened */
    KubernetesStatusMapper(InstantSource time) {
        this.time = time;
    }

    /** What is being deleted is as good as gone: nothing can be made of it, and nothing of its name until it is. */
    Observed observed(WorkloadPicture picture) {
        Observed.Builder observed = Observed.builder();
        picture.record()
                .ifPresentOrElse(observed::latest, () -> picture.latest().ifPresent(observed::latest));
        Stream.of(picture.companions(), picture.workloads(), picture.runs())
                .flatMap(List::stream)
                .filter(object -> !object.metadata().isDeleting())
                .map(ServerObject::asNative)
                .forEach(observed::object);
        picture.files().stream()
                .filter(file -> !file.metadata().isDeleting())
                .map(KubernetesStatusMapper::file)
                .forEach(observed::object);
        PlannedState.of(Stream.of(
                                picture.workloads().stream(), picture.companions().stream(), picture.foreign().stream())
                        .flatMap(objects -> objects)
                        .filter(object -> !object.metadata().isDeleting())
                        .toList())
                .ifPresent(observed::mark);
        picture.foreign().map(KubernetesStatusMapper::words).ifPresent(observed::foreign);
        observed.instances(instances(picture));
        picture.workload().ifPresent(workload -> {
            version(workload).ifPresent(observed::applied);
            observed.progress(progress(picture, workload));
        });
        return observed.build();
    }

    /** Of which {@link KubernetesDifference} reads the kind. */
    private static String words(ServerObject object) {
        return object.kind().word() + " " + object.metadata().namespace() + "/"
                + object.metadata().name();
    }

    private static NativeObject file(ConfigMapObject file) {
        ObjectMeta metadata = file.metadata();
        Marks marks = new Marks(metadata.namespace(), metadata.labels(), metadata.annotations());
        String content = file.data().getOrDefault(ConfigMapForm.KEY, "");
        return new NativeObject(
                ConfigMapForm.KIND, metadata.name(), Json.write(ConfigMapForm.of(metadata.name(), marks, content)));
    }

    private static Optional<Version> version(ServerObject workload) {
        return KubernetesLabels.version(workload.metadata().annotations());
    }

    private Progress progress(WorkloadPicture picture, ServerObject workload) {
        return KubernetesProgress.of(workload, picture.pods(), time.instant());
    }

    /**
     * Those that run or are to run, as far as they were listed or are counted; of what is all being deleted at least one, as
     * it is there for them only.
     */
    private static int instances(WorkloadPicture picture) {
        long listed = picture.pods().stream().filter(pod -> !Pods.isOver(pod)).count();
        long counted = picture.workloads().stream()
                .mapToLong(object -> object.state().count("status.replicas")
                        + object.state().count("status.currentNumberScheduled")
                        + object.state().count("status.active"))
                .sum();
        boolean departing = picture.workload().isEmpty()
                && Stream.concat(picture.workloads().stream(), picture.runs().stream())
                        .anyMatch(object -> object.metadata().isDeleting());
        return (int) Math.max(Math.max(listed, counted), departing ? 1 : 0);
    }

    /** Empty when there is no record: then nothing was ever accepted. */
    Optional<WorkloadReport> report(WorkloadPicture picture, KubernetesNodes nodes) {
        Optional<ServerObject> workload = picture.workload();
        return picture.record().map(record -> report(record, picture, nodes, workload));
    }

    private WorkloadReport report(
            StoredRecord record, WorkloadPicture picture, KubernetesNodes nodes, Optional<ServerObject> workload) {
        return WorkloadReport.of(
                        record,
                        workload.or(picture::departing).flatMap(KubernetesStatusMapper::version),
                        workload.map(KubernetesProgress::desired).orElse(0),
                        conditions(picture, nodes, workload),
                        explanation(picture))
                .withProgress(workload.map(one -> progress(picture, one)).orElse(Progress.UNKNOWN));
    }

    private static List<Condition> conditions(
            WorkloadPicture picture, KubernetesNodes nodes, Optional<ServerObject> workload) {
        List<Condition> conditions = new ArrayList<>();
        long left = picture.pods().stream().filter(pod -> !Pods.isOver(pod)).count();
        if (workload.isEmpty() && left > 0) {
            conditions.add(new Condition(Condition.REMOVING, "instances left: " + left));
        }
        List<String> waiting = picture.pods().stream()
                .filter(Pods::isUnplaced)
                .map(Pods::unplaced)
                .filter(why -> !why.isEmpty())
                .toList();
        if (!waiting.isEmpty()) {
            conditions.add(new Condition(Condition.UNPLACEABLE, waiting.size() + " instances: " + waiting.get(0)));
        }
        workload.flatMap(one -> KubernetesProgress.refusal(one.state()))
                .ifPresent(why -> conditions.add(new Condition(Condition.CANNOT_START, why)));
        picture.pods().stream()
                .filter(pod -> !Pods.isOver(pod))
                .filter(pod -> Pods.state(pod, nodes.isLost(pod.node())) == InstanceState.FAILED)
                .flatMap(pod -> Failures.of(pod).stream())
                .findFirst()
                .ifPresent(conditions::add);
        return conditions;
    }

    private static Optional<Explanation> explanation(WorkloadPicture picture) {
        return picture.pods().stream()
                .filter(Pods::isUnplaced)
                .flatMap(pod -> SchedulingMessages.explanation(Pods.unplaced(pod)).stream())
                .findFirst();
    }

    List<Run> runs(WorkloadPicture picture) {
        return KubernetesRuns.of(picture);
    }

    /** With what all pods that are given have requested, whoever's they are. */
    List<Node> nodes(KubernetesNodes nodes, Collection<PodObject> pods) {
        return nodes.with(pods);
    }

    /** All that are there: of batches those that have ended included, of services another one has the place of such. */
    List<Instance> instances(WorkloadPicture picture, KubernetesNodes nodes) {
        return picture.pods().stream()
                .filter(pod -> Pods.isOnce(pod) || !Pods.isOver(pod))
                .map(pod -> instance(picture, pod, nodes))
                .toList();
    }

    /** One that is gone, as it was last seen. */
    Instance ended(WorkloadPicture picture, PodObject pod, KubernetesNodes nodes) {
        InstanceState state = Pods.endState(pod);
        Condition reason = state == InstanceState.UNKNOWN
                ? new Condition(UNOBSERVED_END, "it ended and its pod was removed unseen")
                : reason(pod, state);
        return instance(picture, pod, nodes).toBuilder()
                .state(state)
                .ready(false)
                .reason(reason.reason(), reason.message())
                .lastTermination(Pods.end(pod))
                .build();
    }

    /** One that is there. */
    Instance instance(WorkloadPicture picture, PodObject pod, KubernetesNodes nodes) {
        boolean lost = nodes.isLost(pod.node());
        InstanceState state = Pods.state(pod, lost);
        Condition reason = reason(pod, state);
        InstanceId id = new InstanceId(picture.id(), pod.metadata().uid());
        Instance.Builder instance = Instance.builder(id, state)
                .revision(KubernetesLabels.revision(pod.metadata().annotations()))
                .ready(!lost && Pods.isReady(pod))
                .restarts(Pods.restarts(pod))
                .reason(reason.reason(), reason.message());
        run(pod).ifPresent(instance::run);
        if (!pod.node().isEmpty()) {
            instance.node(new NodeId(pod.node()));
        }
        Pods.startedAt(pod).ifPresent(instance::startedAt);
        if (state == InstanceState.RUNNING) {
            PodEndpoints.of(id, pod).forEach(instance::endpoint);
        }
        Pods.termination(pod).ifPresent(instance::lastTermination);
        return instance.build();
    }

    /** That of a batch is called after its revision. */
    private static Optional<String> run(PodObject pod) {
        return KubernetesLabels.run(pod.metadata().labels())
                .or(() -> Pods.isOnce(pod)
                        ? Optional.of(Long.toString(
                                KubernetesLabels.revision(pod.metadata().annotations())))
                        : Optional.empty());
    }

    private static Condition reason(PodObject pod, InstanceState state) {
        Condition none = new Condition("", "");
        return switch (state) {
            case PENDING ->
                Pods.unplaced(pod).isEmpty() ? none : new Condition(Condition.UNPLACEABLE, Pods.unplaced(pod));
            case FAILED -> Failures.of(pod).orElse(none);
            case LOST -> new Condition(NODE_LOST, "node " + pod.node() + " can't be asked");
            case STARTING, RUNNING, STOPPING, COMPLETED, UNKNOWN -> none;
        };
    }
}
