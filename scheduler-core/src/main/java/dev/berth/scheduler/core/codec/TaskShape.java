package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.codec.Sugar.SugarField;
import dev.berth.scheduler.core.document.ListNode;
import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.spec.Artifact;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Resources;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.Task.Role;
import dev.berth.scheduler.spec.Task.StopOrder;
import dev.berth.scheduler.spec.TaskFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One process of a workload. */
final class TaskShape {
    private TaskShape() {}

    private static final Field<Task, String> NAME = Field.defaulted(
            "name",
            "A DNS label of at most 15 characters, unique in the workload.",
            Names.SHORT_LABEL,
            Task::name,
            "main");
    private static final Field<Task, Role> ROLE = Field.defaulted(
            "role",
            "main: the workload proper, exactly one; init: runs to completion before; sidecar: runs beside.",
            Scalars.oneOf(Role.values()),
            Task::role,
            Role.MAIN);
    private static final Field<Task, StopOrder> STOP_ORDER = Field.defaulted(
            "stopOrder",
            "When a sidecar stops.",
            Scalars.oneOf(StopOrder.values()),
            Task::stopOrder,
            StopOrder.AFTER_MAIN);
    private static final Field<Task, List<Artifact>> ARTIFACTS = Field.required(
            "artifacts",
            "What to run: `image`, `process`, or a list of variants of which a backend takes the first it"
                    + " supports",
            new ListShape<>(ArtifactShapes.ARTIFACT),
            Task::artifacts);
    private static final Field<Task, Optional<String>> WORKING_DIRECTORY = Field.optional(
            "workingDirectory",
            "Absolute or relative to this file; the backend's or image's own when left out.",
            HostPath.ANY,
            Task::workingDirectory);
    private static final Field<Task, Optional<String>> USER =
            Field.optional("user", "User name or number, with :group if needed.", Scalars.TEXT, Task::user);
    private static final Field<Task, Map<String, EnvironmentValue>> ENVIRONMENT = Field.defaulted(
            "environment",
            "Variables by name, delivered byte for byte.",
            new MapShape<>(new EnvironmentShape()),
            Task::environment,
            Map.of());
    private static final Field<Task, List<TaskFile>> FILES = Field.defaulted(
            "files",
            "Small files put before the task starts.",
            new ListShape<>(new LaterShape<>(() -> FileShapes.FILE)),
            Task::files,
            List.of());
    private static final Field<Task, List<Mount>> MOUNTS = Field.defaulted(
            "mounts",
            "Where the task sees volumes.",
            new ListShape<>(new LaterShape<>(() -> StorageShapes.MOUNT)),
            Task::mounts,
            List.of());
    private static final Field<Task, List<Port>> PORTS = Field.defaulted(
            "ports",
            "Ports the task listens on.",
            new ListShape<>(new LaterShape<>(() -> PortShapes.PORT)),
            Task::ports,
            List.of());
    private static final Field<Task, Resources> RESOURCES = Field.defaulted(
            "resources",
            "What the task needs and what it may use.",
            new LaterShape<>(() -> ResourceShapes.RESOURCES),
            Task::resources,
            Resources.NONE);
    private static final Field<Task, Health> HEALTH = Field.defaulted(
            "health",
            "How the task's state is asked for.",
            new LaterShape<>(() -> HealthShapes.HEALTH),
            Task::health,
            Health.NONE);
    private static final Field<Task, StopPolicy> STOP = Field.defaulted(
            "stop",
            "How the task is asked to end.",
            new LaterShape<>(() -> PolicyShapes.STOP),
            Task::stop,
            StopPolicy.DEFAULT);

    private static final Sugar SINGLE_ARTIFACTS = new Sugar(
            List.of(
                    new SugarField(
                            "image",
                            "A container image, instead of `artifacts`.",
                            ArtifactShapes.IMAGE,
                            "artifacts",
                            true),
                    new SugarField(
                            "process",
                            "A program of the host, instead of `artifacts`; beside `image` the one written"
                                    + " first is preferred.",
                            ArtifactShapes.PROCESS,
                            "artifacts",
                            true)),
            TaskShape::listArtifacts);

    static final ObjectShape<Task> TASK = ObjectShape.<Task>named("Task", "One process of a workload.")
            .fields(
                    NAME,
                    ROLE,
                    STOP_ORDER,
                    ARTIFACTS,
                    WORKING_DIRECTORY,
                    USER,
                    ENVIRONMENT,
                    FILES,
                    MOUNTS,
                    PORTS,
                    RESOURCES,
                    HEALTH,
                    STOP)
            .sugar(SINGLE_ARTIFACTS)
            .build(TaskShape::task);

    private static Task task(FieldValues values) {
        Task.Builder builder = Task.builder(values.get(NAME))
                .role(values.get(ROLE))
                .stopOrder(values.get(STOP_ORDER))
                .resources(values.get(RESOURCES))
                .health(values.get(HEALTH))
                .stop(values.get(STOP));
        values.get(ARTIFACTS).forEach(builder::artifact);
        values.get(WORKING_DIRECTORY).ifPresent(builder::workingDirectory);
        values.get(USER).ifPresent(builder::user);
        values.get(ENVIRONMENT).forEach(builder::environment);
        values.get(FILES).forEach(builder::file);
        values.get(MOUNTS).forEach(builder::mount);
        values.get(PORTS).forEach(builder::port);
        return builder.build();
    }

    /** {@code image: a} and {@code process: b} become {@code artifacts: [{image: a}, {process: b}]}. */
    private static MapNode listArtifacts(MapNode map, Reading reading) {
        List<MapField> rest = new ArrayList<>();
        List<MapField> variants = new ArrayList<>();
        for (MapField field : map.fields()) {
            boolean variant = field.name().equals("image") || field.name().equals("process");
            (variant ? variants : rest).add(field);
        }
        if (variants.isEmpty()) {
            return map;
        }
        List<Node> items = new ArrayList<>();
        variants.forEach(field -> items.add(new MapNode(field.place(), List.of(field))));
        ListNode artifacts = new ListNode(items.get(0).place(), items);
        rest.add(new MapField("artifacts", artifacts.place(), artifacts));
        return new MapNode(map.place(), rest);
    }
}
