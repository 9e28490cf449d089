package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.Volume;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.tck.rule.Rule;
import java.util.List;
import java.util.function.UnaryOperator;

/** Backends that give a process something else to find than was asked for. */
final class BrokenSurroundings {
    static final List<Mutant> ALL = List.of(
            Mutant.tasks(
                    Rule.CAP_1,
                    "a reference to the host name of a node stands for its id",
                    task -> variables(
                            task,
                            value -> value.equals(EnvironmentValue.reference(EnvironmentValue.Field.NODE_HOSTNAME))
                                    ? EnvironmentValue.reference(EnvironmentValue.Field.NODE_ID)
                                    : value)),
            Mutant.tasks(
                    Rule.CAP_1,
                    "the working directory is another one",
                    task -> task.workingDirectory().isPresent()
                            ? task.toBuilder().workingDirectory("/").build()
                            : task),
            Mutant.rendering(
                    Rule.CAP_1,
                    "every instance has the same ephemeral volume",
                    spec -> hasFiles(spec)
                            ? spec
                            : volumes(
                                    spec,
                                    volume -> volume.kind() == Volume.Kind.EPHEMERAL
                                            ? new Volume.Named(
                                                    volume.name(), spec.id().namespace())
                                            : volume)),
            Mutant.rendering(
                    Rule.CAP_1,
                    "what is kept under a name goes with its instance",
                    spec -> volumes(
                            spec,
                            volume -> volume.kind() == Volume.Kind.NAMED
                                    ? new Volume.Ephemeral(volume.name(), java.util.Optional.empty())
                                    : volume)),
            Mutant.tasks(
                    Rule.CAP_1,
                    "a file may be read by everybody",
                    task -> files(
                            task,
                            file -> file instanceof TaskFile.Config config
                                    ? new TaskFile.Config(file.path(), config.content(), 0644)
                                    : file)),
            new Mutant(Rule.SEC_1, "nobody looks whether a secret is there", new Mutant.Layers() {
                @Override
                public Backend backend(Backend honest, SimulatedUnderTest simulation) {
                    return Intercepted.calling(Backend.class, honest, "unmet", (arguments, proceed) -> List.of());
                }
            }),
            Mutant.tasks(
                    Rule.SEC_1,
                    "a secret's file loses the rights that were asked for",
                    task -> files(
                            task,
                            file -> file instanceof TaskFile.Secret secret
                                    ? new TaskFile.Secret(file.path(), secret.reference(), 0444)
                                    : file)));

    private BrokenSurroundings() {}

    private static Task variables(Task task, UnaryOperator<EnvironmentValue> change) {
        Task.Builder builder = task.toBuilder();
        task.environment().forEach((name, value) -> builder.environment(name, change.apply(value)));
        return builder.build();
    }

    /** A file is held by an ephemeral volume, without which the simulation itself would break. */
    private static boolean hasFiles(WorkloadSpec spec) {
        return spec.tasks().stream().anyMatch(task -> !task.files().isEmpty());
    }

    private static WorkloadSpec volumes(WorkloadSpec spec, UnaryOperator<Volume> change) {
        WorkloadSpec.Builder builder = WorkloadSpec.builder(spec.id(), spec.mode())
                .tasks(spec.tasks())
                .placement(spec.placement())
                .rollout(spec.rollout());
        spec.volumes().stream().map(change).forEach(builder::volume);
        return builder.build();
    }

    private static Task files(Task task, UnaryOperator<TaskFile> change) {
        if (task.files().isEmpty()) {
            return task;
        }
        Task.Builder builder = Task.builder(task.name());
        task.artifacts().forEach(builder::artifact);
        task.environment().forEach(builder::environment);
        task.files().stream().map(change).forEach(builder::file);
        for (Mount mount : task.mounts()) {
            builder.mount(mount);
        }
        return builder.stop(task.stop()).build();
    }
}
