package dev.berth.scheduler.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.swarm.engine.NodeObject;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import dev.berth.scheduler.swarm.engine.TaskObject;
import dev.berth.scheduler.swarm.engine.UpdateStatus;
import dev.berth.scheduler.swarm.render.NodeConstraint;
import dev.berth.scheduler.swarm.status.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a rollout is, in the manager's own words. It forgets them with the next write of the service, and has none for the
 * first rollout: then it is complete when everything runs. Pure.
 */
final class SwarmProgress {
    static final String PAUSED = "ROLLOUT_FAILED";

    private SwarmProgress() {}

    static Progress of(ServiceObject service) {
        return service.update()
                .map(update -> told(update, List.of()))
                .orElseGet(() -> first(service, service.runningTasks(), service.desiredTasks()));
    }

    /** Of a global service without a task nobody knows whether no node is meant, or the manager is yet to look. */
    private static Progress first(ServiceObject service, long running, int desired) {
        if (desired == 0 && service.spec().path("Mode").has("Global")) {
            return Progress.UNKNOWN;
        }
        return running == desired ? Progress.COMPLETE : Progress.ONGOING;
    }

    /**
     * The same from the tasks of the workload, where the manager's count of them may be older. A rollout that has a deadline
     * has failed when nothing became of it for so long: no manager would say that of tasks that only wait.
     */
    static Progress of(ServiceObject service, List<TaskObject> tasks, Instant now) {
        long running = tasks.stream().filter(Tasks::isRunning).count();
        Progress told = service.update()
                .map(update -> told(update, tasks))
                .orElseGet(() -> first(service, running, desired(service, tasks)));
        Optional<Duration> deadline = SwarmLabels.progressDeadline(service.labels());
        return told.state() == Progress.State.ONGOING
                        && deadline.filter(limit -> isPast(limit, service, tasks, now))
                                .isPresent()
                ? Progress.failed(
                        Condition.PROGRESS_DEADLINE_EXCEEDED, "no instance became ready for " + deadline.get())
                : told;
    }

    /** The same where the nodes are known: those that a global service is for have tasks as soon as the manager looks. */
    static Progress of(ServiceObject service, List<TaskObject> tasks, Instant now, Collection<NodeObject> nodes) {
        Progress told = of(service, tasks, now);
        boolean begun = service.spec().path("Mode").has("Replicated") || !tasks.isEmpty();
        return !begun && told.state() == Progress.State.UNKNOWN && isForSome(service, nodes) ? Progress.ONGOING : told;
    }

    private static boolean isForSome(ServiceObject service, Collection<NodeObject> nodes) {
        List<NodeConstraint> constraints = NodeConstraint.of(service.spec());
        return nodes.stream()
                .anyMatch(node -> SwarmNodes.isAvailable(node)
                        && constraints.stream().allMatch(constraint -> constraint.holdsOn(node)));
    }

    private static boolean isPast(Duration limit, ServiceObject service, List<TaskObject> tasks, Instant now) {
        long revision = SwarmLabels.revision(service.labels());
        // Tasks that fail and are made again are no progress: of those the first one counts.
        Optional<Instant> first = tasks.stream()
                .filter(task -> SwarmLabels.revision(task.labels()) == revision)
                .map(TaskObject::createdAt)
                .min(Comparator.naturalOrder());
        Optional<Instant> ready = tasks.stream()
                .filter(task -> SwarmLabels.revision(task.labels()) == revision)
                .filter(Tasks::isRunning)
                .map(TaskObject::since)
                .max(Comparator.naturalOrder())
                .map(moment -> moment.plus(watched(service)));
        Optional<Instant> last = Stream.of(service.update().flatMap(UpdateStatus::startedAt), first, ready)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
        return last.filter(moment -> moment.plus(limit).isBefore(now)).isPresent();
    }

    /** What is ready is progress only when it was watched; meanwhile a manager does nothing else, as it was told to. */
    private static Duration watched(ServiceObject service) {
        JsonNode update = service.spec().path("UpdateConfig");
        return Duration.ofNanos(
                update.path("Delay").asLong() + update.path("Monitor").asLong());
    }

    /** How many the manager aims at; of a global service it says so by its tasks only. */
    static int desired(ServiceObject service, List<TaskObject> tasks) {
        JsonNode replicas = service.spec().at("/Mode/Replicated/Replicas");
        if (!replicas.isMissingNode()) {
            return replicas.asInt();
        }
        return (int) tasks.stream()
                .filter(task -> task.serviceId().equals(service.id()))
                .filter(task -> !Tasks.isOver(task) && Tasks.isWanted(task))
                .map(TaskObject::nodeId)
                .distinct()
                .count();
    }

    private static Progress told(UpdateStatus update, List<TaskObject> tasks) {
        return switch (update.state()) {
            case "completed", "rollback_completed" -> Progress.COMPLETE;
            case "updating", "rollback_started" -> Progress.ONGOING;
            case "paused", "rollback_paused" -> Progress.failed(PAUSED, update.message() + why(update, tasks));
            default -> Progress.UNKNOWN;
        };
    }

    /** A manager names the task that made it pause, and not what became of it. */
    private static String why(UpdateStatus update, List<TaskObject> tasks) {
        return tasks.stream()
                .filter(task -> !task.error().isEmpty() && update.message().endsWith(" " + task.id()))
                .findFirst()
                .map(task -> ": " + task.error())
                .orElse("");
    }
}
