package dev.berth.scheduler.local;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.local.document.BatchObject;
import dev.berth.scheduler.local.document.DocumentException;
import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.local.document.TemplateForm;
import dev.berth.scheduler.local.document.WorkloadObject;
import dev.berth.scheduler.local.document.WorkloadObjectForm;
import dev.berth.scheduler.local.storage.Mounted;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Artifact;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.GlobalBatch;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Replicated;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.Volume;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.spi.Translator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Specs to the one native object of a workload. What a spec may hold beyond it, {@link LocalCapabilities} refuses. */
final class LocalTranslator implements Translator {
    /** Grows whenever the same spec is written otherwise than before. */
    private static final String RENDERER = "local/1";

    @Override
    public String rendererVersion() {
        return RENDERER;
    }

    @Override
    public List<Problem> check(WorkloadSpec spec, BackendInfo backend) {
        List<Problem> problems = new ArrayList<>();
        for (int task = 0; task < spec.tasks().size(); task++) {
            new StorageCheck("tasks[" + task + "].", new Mounted(spec.tasks().get(task), spec.volumes()))
                    .collect(problems);
            List<Port> ports = spec.tasks().get(task).ports();
            for (int port = 0; port < ports.size(); port++) {
                if (ports.get(port).reach() == Port.Reach.FIXED) {
                    fixed("tasks[" + task + "].ports[" + port + "]", ports.get(port), spec, problems);
                }
            }
        }
        return problems;
    }

    /** A fixed port is one of the machine's, whichever of its nodes an instance is on: two can't have it at a time. */
    private static void fixed(String path, Port port, WorkloadSpec spec, List<Problem> problems) {
        int together = together(spec.mode());
        int number = port.number().orElse(0);
        if (isOnEachNode(spec.mode())) {
            problems.add(Problem.unsupported(
                    path,
                    Capabilities.PORT_FIXED.name(),
                    "instances on each node can't share port " + number + " of one machine; make it dynamic"));
        } else if (together > 1) {
            problems.add(Problem.unsupported(
                    path,
                    Capabilities.PORT_FIXED.name(),
                    together + " instances can't share port " + number
                            + " of one machine; make it dynamic, or run 1 at a time"));
        } else if (spec.mode() instanceof Replicated
                && spec.rollout().maximumUnavailable().roundedDown(1) == 0) {
            problems.add(Problem.of(
                    ErrorCode.INFEASIBLE,
                    "rollout.maximumUnavailable",
                    "maximumUnavailable (=" + spec.rollout().maximumUnavailable()
                            + ") must allow 1 of 1 instance to be missing: a new one can't have port " + number
                            + " before the old one is gone; say 1, or make the port dynamic"));
        }
    }

    private static boolean isOnEachNode(Mode mode) {
        return mode.kind() == Mode.Kind.GLOBAL || mode.kind() == Mode.Kind.GLOBAL_BATCH;
    }

    @Override
    public List<NativeObject> render(RenderInput input) {
        WorkloadSpec spec = input.spec();
        WorkloadObject object = new WorkloadObject(
                input.owner(),
                input.version(),
                input.revision(),
                replicas(spec.mode()),
                spec.mode().kind() == Mode.Kind.GLOBAL,
                input.directives().paused(),
                spec.labels(),
                spec.rollout(),
                spec.restart(),
                spec.nodeLossWait(),
                batch(input),
                template(input));
        return List.of(LocalNames.object(spec.id(), WorkloadObjectForm.write(object)));
    }

    private static Optional<BatchObject> batch(RenderInput input) {
        Mode mode = input.spec().mode();
        boolean cancelled = input.directives().cancelled();
        if (mode instanceof Batch batch) {
            return Optional.of(new BatchObject(batch, false, false, cancelled));
        }
        if (mode instanceof GlobalBatch batch) {
            Batch.Builder each = Batch.builder().retries(batch.retries());
            batch.deadline().ifPresent(each::deadline);
            return Optional.of(new BatchObject(each.build(), true, false, cancelled));
        }
        return mode instanceof Cron cron
                ? Optional.of(new BatchObject(cron.batch(), false, true, cancelled))
                : Optional.empty();
    }

    private static Node template(RenderInput input) {
        if (input.stored().isEmpty()) {
            return TemplateForm.write(new Template(
                    chosen(input.spec().main()),
                    companions(input.spec()),
                    input.spec().placement(),
                    mounted(input.spec())));
        }
        return read(input.stored().get(0)).template();
    }

    private static List<Task> companions(WorkloadSpec spec) {
        return spec.tasks().stream()
                .filter(task -> task.role() != Task.Role.MAIN)
                .map(LocalTranslator::chosen)
                .toList();
    }

    /** The task with the first artifact this backend can run, and that alone. */
    private static Task chosen(Task task) {
        Artifact process = task.artifacts().stream()
                .filter(LocalTranslator::isRunnable)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "task '" + task.name() + "' has no process to run; it is refused before it is rendered"));
        Task.Builder chosen = Task.builder(task.name())
                .role(task.role())
                .stopOrder(task.stopOrder())
                .artifact(process)
                .resources(task.resources())
                .health(task.health())
                .stop(task.stop());
        task.workingDirectory().ifPresent(chosen::workingDirectory);
        task.environment().forEach(chosen::environment);
        task.files().forEach(chosen::file);
        task.mounts().forEach(chosen::mount);
        task.ports().forEach(chosen::port);
        return chosen.build();
    }

    /** A volume that nothing mounts isn't there. */
    private static List<Volume> mounted(WorkloadSpec spec) {
        return spec.volumes().stream()
                .filter(volume -> spec.tasks().stream()
                        .flatMap(task -> task.mounts().stream())
                        .anyMatch(mount -> mount.volume().equals(volume.name())))
                .toList();
    }

    private static boolean isRunnable(Artifact artifact) {
        return artifact instanceof ProcessArtifact process && process.source().isEmpty();
    }

    /** How many instances there may be at a time. */
    private static int together(Mode mode) {
        if (mode instanceof Batch batch) {
            return batch.parallelism();
        }
        if (mode instanceof Cron cron) {
            return cron.overlap() == Cron.Overlap.FORBID
                    ? cron.batch().parallelism()
                    : Math.max(2, cron.batch().parallelism());
        }
        return replicas(mode);
    }

    private static int replicas(Mode mode) {
        return mode instanceof Replicated replicated ? replicated.replicas() : 0;
    }

    @Override
    public List<NativeWrite> diff(List<NativeObject> desired, Observed observed) {
        if (desired.isEmpty()) {
            return observed.objects().stream()
                    .map(object -> new NativeWrite(NativeWrite.Action.DELETE, object, observed.mark(), true))
                    .toList();
        }
        NativeObject wanted = desired.get(0);
        if (observed.objects().isEmpty()) {
            return List.of(new NativeWrite(NativeWrite.Action.CREATE, wanted, observed.mark(), false));
        }
        NativeObject now = observed.objects().get(0);
        if (wanted.document().equals(now.document())) {
            return List.of();
        }
        WorkloadObject after = read(wanted);
        Optional<WorkloadObject> before = readable(now);
        if (before.isPresent() && canonical(after).equals(canonical(before.get()))) {
            return List.of();
        }
        boolean replaces = before.isEmpty() || replaces(after, before.get());
        return List.of(new NativeWrite(NativeWrite.Action.UPDATE, wanted, observed.mark(), replaces));
    }

    private static boolean replaces(WorkloadObject after, WorkloadObject before) {
        return after.revision() != before.revision()
                || !after.version().incarnation().equals(before.version().incarnation());
    }

    private static String canonical(WorkloadObject object) {
        return WorkloadObjectForm.write(object);
    }

    /** What the store holds; one that can't be read is replaced as a whole. */
    private static Optional<WorkloadObject> readable(NativeObject object) {
        try {
            return Optional.of(WorkloadObjectForm.read(object.document()));
        } catch (DocumentException e) {
            return Optional.empty();
        }
    }

    /** What a record holds. How it is damaged is told by the cause only: its values may be secret. */
    private static WorkloadObject read(NativeObject object) {
        try {
            return WorkloadObjectForm.read(object.document());
        } catch (DocumentException e) {
            throw new BackendException(
                    "the stored rendering of " + object.name()
                            + " is damaged; remove the workload and apply it again, or roll back to a revision whose"
                            + " record is whole",
                    Effect.NONE,
                    "",
                    e);
        }
    }
}
