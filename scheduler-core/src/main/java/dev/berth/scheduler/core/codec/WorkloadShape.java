package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NativeOverride;
import dev.berth.scheduler.spec.Network;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.Volume;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A document of kind Workload. */
final class WorkloadShape {
    static final String API_VERSION = "berth/v1";
    static final String KIND = "Workload";

    private static final Shape<Map<String, String>> TEXTS = new MapShape<>(Scalars.TEXT);

    private WorkloadShape() {}

    private static final Field<WorkloadSpec, String> VERSION_FIELD = Headers.constant("apiVersion", API_VERSION);
    private static final Field<WorkloadSpec, String> KIND_FIELD = Headers.constant("kind", KIND);
    private static final Field<WorkloadSpec, String> NAMESPACE = Field.<WorkloadSpec, String>defaulted(
                    "namespace",
                    "A DNS label of at most 30 characters.",
                    Names.WORKLOAD_PART,
                    spec -> spec.id().namespace(),
                    WorkloadId.DEFAULT_NAMESPACE)
            .alwaysWritten();
    private static final Field<WorkloadSpec, String> NAME = Field.required(
            "name",
            "A DNS label of at most 30 characters, unique in the namespace.",
            Names.WORKLOAD_PART,
            spec -> spec.id().name());
    private static final Field<WorkloadSpec, Map<String, String>> LABELS = Field.defaulted(
            "labels", "For selectors; changing them restarts nothing.", TEXTS, WorkloadSpec::labels, Map.of());
    private static final Field<WorkloadSpec, Map<String, String>> ANNOTATIONS = Field.defaulted(
            "annotations",
            "For people and tools; Berth doesn't look at them.",
            TEXTS,
            WorkloadSpec::annotations,
            Map.of());
    private static final Field<WorkloadSpec, Mode> MODE = Field.<WorkloadSpec, Mode>defaulted(
                    "mode",
                    "How many instances there are and whether they end; it never changes.",
                    ModeShapes.MODE,
                    WorkloadSpec::mode,
                    Mode.replicated(1))
            .alwaysWritten();
    private static final Field<WorkloadSpec, List<Task>> TASKS = Field.required(
            "tasks",
            "The processes of each instance; a single one may be written without this list.",
            new ListShape<>(TaskShape.TASK),
            WorkloadSpec::tasks);
    private static final Field<WorkloadSpec, List<Volume>> VOLUMES = Field.defaulted(
            "volumes",
            "Storage that tasks mount by name.",
            new ListShape<>(new LaterShape<>(() -> StorageShapes.STORAGE)),
            WorkloadSpec::volumes,
            List.of());
    private static final Field<WorkloadSpec, Network> NETWORK = Field.defaulted(
            "network",
            "The network that instances are in.",
            new LaterShape<>(() -> NetworkShape.NETWORK),
            WorkloadSpec::network,
            Network.DEFAULT);
    private static final Field<WorkloadSpec, Optional<String>> DISCOVERY_NAME = Field.optional(
            "discoveryName",
            "The name other workloads find this one by, where the network resolves names.",
            Names.SHORT_LABEL,
            WorkloadSpec::discoveryName);
    private static final Field<WorkloadSpec, Placement> PLACEMENT = Field.defaulted(
            "placement",
            "Where instances may run and where they would rather run.",
            new LaterShape<>(() -> PlacementShapes.PLACEMENT),
            WorkloadSpec::placement,
            Placement.ANYWHERE);
    private static final Field<WorkloadSpec, RolloutPolicy> ROLLOUT = Field.defaulted(
            "rollout",
            "How a changed template replaces running instances.",
            new LaterShape<>(() -> PolicyShapes.ROLLOUT),
            WorkloadSpec::rollout,
            RolloutPolicy.DEFAULT);
    private static final Field<WorkloadSpec, RestartPolicy> RESTART = Field.defaulted(
            "restart",
            "What happens when a task ends by itself.",
            new LaterShape<>(() -> PolicyShapes.RESTART),
            WorkloadSpec::restart,
            RestartPolicy.DEFAULT);
    private static final Field<WorkloadSpec, Optional<Duration>> NODE_LOSS_WAIT = Field.optional(
            "nodeLossWait",
            "How long a lost node is waited for before its instances are replaced.",
            Durations.DURATION,
            WorkloadSpec::nodeLossWait);
    private static final Field<WorkloadSpec, Map<String, NativeOverride>> OVERRIDES = Field.defaulted(
            "overrides",
            "Documents merged into what a type of backend is sent; they make the spec non-portable.",
            new OverrideShape(),
            WorkloadSpec::overrides,
            Map.of());

    /** Read with {@link ObjectShape#readValues}, for only a valid spec can be built. */
    static final ObjectShape<WorkloadSpec> WORKLOAD = ObjectShape.<WorkloadSpec>named("Workload", "What to run.")
            .fields(
                    VERSION_FIELD,
                    KIND_FIELD,
                    NAMESPACE,
                    NAME,
                    LABELS,
                    ANNOTATIONS,
                    MODE,
                    TASKS,
                    VOLUMES,
                    NETWORK,
                    DISCOVERY_NAME,
                    PLACEMENT,
                    ROLLOUT,
                    RESTART,
                    NODE_LOSS_WAIT,
                    OVERRIDES)
            .sugar(WorkloadSugar.SUGAR)
            .build(values -> builder(values, new WorkloadId(values.get(NAMESPACE), values.get(NAME)))
                    .build());

    /** A builder with what was read, to be checked by the model. */
    static WorkloadSpec.Builder builder(FieldValues values, WorkloadId id) {
        WorkloadSpec.Builder builder = WorkloadSpec.builder(id, values.get(MODE))
                .tasks(values.get(TASKS))
                .placement(values.get(PLACEMENT))
                .rollout(values.get(ROLLOUT))
                .restart(values.get(RESTART))
                .network(values.get(NETWORK))
                .nodeLossWait(values.get(NODE_LOSS_WAIT))
                .labels(values.get(LABELS))
                .annotations(values.get(ANNOTATIONS));
        values.get(VOLUMES).forEach(builder::volume);
        values.get(DISCOVERY_NAME).ifPresent(builder::discoveryName);
        values.get(OVERRIDES).values().forEach(builder::override);
        return builder;
    }
}
