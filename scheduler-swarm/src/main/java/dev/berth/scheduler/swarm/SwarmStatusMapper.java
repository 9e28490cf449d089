package dev.berth.scheduler.swarm;

import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import dev.berth.scheduler.swarm.engine.TaskObject;
import dev.berth.scheduler.swarm.render.LetterCase;
import dev.berth.scheduler.swarm.status.SchedulingErrors;
import dev.berth.scheduler.swarm.status.Slots;
import dev.berth.scheduler.swarm.status.Tasks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a swarm says, in the words of the API. Pure. */
final class SwarmStatusMapper {
    /** Kinds of configs that belong to a service and go with it. */
    private static final Set<String> BESIDE = Set.of(SwarmLabels.FILE, SwarmLabels.HOLD);

    private final String owner;
    private final Clock clock;

    SwarmStatusMapper(String owner, Clock clock) {
        this.owner = owner;
        this.clock = clock;
    }

    Observed observed(WorkloadPicture picture) {
        Observed.Builder observed = Observed.builder();
        picture.latest().ifPresent(observed::latest);
        Set<String> previous = picture.service()
                .flatMap(ServiceObject::previous)
                .map(SwarmFiles::configs)
                .map(Set::copyOf)
                .orElse(Set.of());
        picture.configs().stream()
                .filter(config -> BESIDE.contains(config.labels().getOrDefault(SwarmLabels.KIND, "")))
                .map(config -> new NativeObject(
                        previous.contains(config.name()) ? FileConfig.PREVIOUS : FileConfig.KIND,
                        config.name(),
                        config.data()))
                .forEach(observed::object);
        picture.runs().forEach(run -> {
            run.service().map(SwarmMarks::object).ifPresent(observed::object);
            run.entry()
                    .map(entry -> new NativeObject(SwarmTicks.ENTRY, entry.name(), entry.data()))
                    .ifPresent(observed::object);
        });
        picture.service().ifPresent(service -> {
            observed.mark(SwarmMarks.mark(service));
            observed.instances(service.runningTasks());
            Optional<Version> version = applied(picture, service);
            if (version.isEmpty()) {
                observed.foreign("service " + service.name());
            } else {
                observed.applied(version.get());
                observed.object(SwarmMarks.object(service));
                observed.progress(progress(picture, service));
            }
        });
        return observed.build();
    }

    private Optional<Version> applied(WorkloadPicture picture, ServiceObject service) {
        return SwarmLabels.applied(
                owner,
                service.labels(),
                picture.configs().stream().map(ConfigObject::labels).toList());
    }

    /** Of batches it takes their tasks, so those are listed, too, where it matters; see {@link SwarmReader#read}. */
    private Progress progress(WorkloadPicture picture, ServiceObject service) {
        return SwarmRuns.progress(service, SwarmRuns.of(picture))
                .orElseGet(() -> picture.tasks().isEmpty()
                        ? SwarmProgress.of(service)
                        : SwarmProgress.of(service, picture.tasks(), clock.instant()));
    }

    /** Empty when there is no record: then nothing was ever accepted. */
    Optional<WorkloadReport> report(WorkloadPicture picture, Slots slots, SwarmNodes nodes, List<Run> runs) {
        Optional<ServiceObject> ours = picture.service()
                .filter(service -> SwarmLabels.version(owner, service.labels()).isPresent());
        return picture.latest()
                .map(record -> WorkloadReport.of(
                                record,
                                ours.flatMap(service -> applied(picture, service)),
                                ours.map(service -> SwarmProgress.desired(service, picture.tasks()))
                                        .orElse(0),
                                conditions(picture, slots, nodes, ours),
                                explanation(picture, nodes))
                        .withProgress(ours.map(service -> SwarmRuns.progress(service, runs)
                                        .orElseGet(() -> SwarmProgress.of(
                                                service, picture.tasks(), clock.instant(), nodes.all())))
                                .orElse(Progress.UNKNOWN)));
    }

    private static List<Condition> conditions(
            WorkloadPicture picture, Slots slots, SwarmNodes nodes, Optional<ServiceObject> service) {
        List<Condition> conditions = new ArrayList<>();
        long left = picture.tasks().stream().filter(task -> !Tasks.isOver(task)).count();
        if (service.isEmpty() && left > 0) {
            conditions.add(new Condition(Condition.REMOVING, "instances left: " + left));
        }
        List<TaskObject> waiting = picture.tasks().stream()
                .filter(task -> Tasks.isUnplaced(task) && !task.error().isEmpty())
                .toList();
        if (!waiting.isEmpty()) {
            conditions.add(new Condition(
                    Condition.UNPLACEABLE,
                    waiting.size() + " instances: " + waiting.get(0).error()));
        }
        slots.present().stream()
                .filter(task -> Tasks.state(task, false) == InstanceState.FAILED)
                .findFirst()
                .ifPresent(task -> conditions.add(new Condition(failure(picture, task), task.error())));
        service.stream()
                .flatMap(one -> LetterCase.problems(one.spec(), nodes.all()).stream())
                .forEach(problem -> conditions.add(new Condition(Condition.CONSTRAINT_UNMET, problem.message())));
        return conditions;
    }

    private static Optional<Explanation> explanation(WorkloadPicture picture, SwarmNodes nodes) {
        return picture.tasks().stream()
                .filter(Tasks::isUnplaced)
                .flatMap(task -> SchedulingErrors.explanation(task.error(), nodes.count()).stream())
                .findFirst();
    }

    List<Node> nodes(SwarmNodes nodes, List<TaskObject> tasks) {
        return nodes.all().stream().map(node -> SwarmNodes.node(node, tasks)).toList();
    }

    /** Those that are present. */
    List<Instance> instances(WorkloadPicture picture, Slots slots, SwarmNodes nodes) {
        return slots.present().stream()
                .map(task -> instance(picture, slots, task, nodes))
                .toList();
    }

    /** One that is present, or has ended. */
    Instance instance(WorkloadPicture picture, Slots slots, TaskObject task, SwarmNodes nodes) {
        boolean lost = nodes.isDown(task.nodeId());
        InstanceState state = Tasks.state(task, lost);
        long revision = SwarmLabels.revision(task.labels());
        Predicate<TaskObject> sameRevision = other -> SwarmLabels.revision(other.labels()) == revision;
        String reason = reason(picture, task, state);
        Instance.Builder instance = Instance.builder(new InstanceId(picture.id(), task.id()), state)
                .revision(revision)
                .ready(!lost && Tasks.isRunning(task))
                .restarts(slots.restartsBefore(task, sameRevision))
                .reason(reason, reason.isEmpty() ? "" : task.error());
        if (!slots.isSucceeded(task, sameRevision)) {
            task.slot().ifPresent(slot -> instance.index(slot - 1));
        }
        SwarmLabels.run(task.labels()).ifPresent(instance::run);
        if (!task.nodeId().isEmpty() && !Tasks.isHeld(task)) {
            instance.node(new NodeId(task.nodeId()));
        }
        if (state == InstanceState.RUNNING) {
            // One that is yet to pass its check has begun, too; when is told by the state it is in.
            instance.startedAt(task.since());
        }
        if (!lost && Tasks.isRunning(task)) {
            endpoints(picture, task, nodes).forEach(instance::endpoint);
        }
        Tasks.termination(task).ifPresent(instance::lastTermination);
        return instance.build();
    }

    private static String reason(WorkloadPicture picture, TaskObject task, InstanceState state) {
        return switch (state) {
            case PENDING -> task.error().isEmpty() ? "" : Condition.UNPLACEABLE;
            case FAILED -> failure(picture, task);
            case LOST -> "NODE_LOST";
            case STARTING, RUNNING, STOPPING, COMPLETED, UNKNOWN -> "";
        };
    }

    /** Where attempts are limited, one that is not made again has used them up. */
    private static String failure(WorkloadPicture picture, TaskObject task) {
        boolean limited = picture.service()
                .filter(service -> service.id().equals(task.serviceId()))
                .filter(service -> service.spec()
                                .at("/TaskTemplate/RestartPolicy/MaxAttempts")
                                .asInt()
                        > 0)
                .isPresent();
        if (limited) {
            return Condition.CRASH_LOOP;
        }
        return task.state().equals("rejected") ? Condition.CANNOT_START : "TASK_FAILED";
    }

    private static List<Endpoint> endpoints(WorkloadPicture picture, TaskObject task, SwarmNodes nodes) {
        List<Endpoint> endpoints = new ArrayList<>();
        Map<String, String> names = SwarmLabels.ports(task.labels());
        for (TaskObject.TaskPort port : task.ports()) {
            String name = names.get(port.target() + "/" + port.protocol());
            String address = nodes.address(task.nodeId());
            if (name != null && !address.isEmpty()) {
                endpoints.add(new Endpoint(
                        new InstanceId(picture.id(), task.id()),
                        name,
                        address,
                        port.published(),
                        SwarmLabels.protocol(port.protocol()),
                        Endpoint.Reachable.NETWORK));
            }
        }
        return endpoints;
    }
}
