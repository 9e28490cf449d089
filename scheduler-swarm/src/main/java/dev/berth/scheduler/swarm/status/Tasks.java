package dev.berth.scheduler.swarm.status;

import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.swarm.engine.TaskObject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What the states of a task mean. A word that isn't known means UNKNOWN, never success (rule OBS-4). */
public final class Tasks {
    /** The reason where something ended and nobody saw how. */
    public static final String UNOBSERVED_END = "UNOBSERVED_END";

    private static final int LAST_CODE = 255;
    private static final String RUNNING = "running";
    private static final String COMPLETE = "complete";
    private static final String REJECTED = "rejected";

    /** What a manager says of one that ran, on a node whose labels have changed since. */
    private static final String EVICTED = "no longer meets constraints";

    /** States after which a task never runs again. */
    private static final Set<String> OVER = Set.of(COMPLETE, "shutdown", "failed", REJECTED, "remove", "orphaned");

    /** What a manager still wants of a task that is to run, now or after a pause. */
    private static final Set<String> WANTED = Set.of("", "new", "ready", RUNNING, COMPLETE);

    private Tasks() {}

    /** Also when it was called off before it had a node: nobody is left to say that it has ended. */
    public static boolean isOver(TaskObject task) {
        return OVER.contains(task.state()) || isCalledOff(task);
    }

    private static boolean isCalledOff(TaskObject task) {
        return task.nodeId().isEmpty() && !isWanted(task);
    }

    /** Whether it ended by itself, well or not, rather than because it was to go. */
    public static boolean endedByItself(TaskObject task) {
        return switch (task.state()) {
            case COMPLETE, "failed" -> true;
            case REJECTED -> !isEvicted(task);
            default -> false;
        };
    }

    private static boolean isEvicted(TaskObject task) {
        return task.state().equals(REJECTED) && task.error().contains(EVICTED);
    }

    public static boolean succeeded(TaskObject task) {
        return task.state().equals(COMPLETE) && task.exitCode().orElse(0) == 0;
    }

    /** Whether the manager wants it to run. */
    public static boolean isWanted(TaskObject task) {
        return WANTED.contains(task.desiredState());
    }

    /** Whether its manager forgets it as soon as it has ended: its service was scaled below it. */
    public static boolean isRemoved(TaskObject task) {
        return task.desiredState().equals("remove");
    }

    /** Whether it is to run and has no node yet. */
    public static boolean isUnplaced(TaskObject task) {
        return !isOver(task) && isWanted(task) && task.nodeId().isEmpty();
    }

    /** Whether it has a place kept and may not start yet: the one before it in its slot stops first, or a pause passes. */
    public static boolean isHeld(TaskObject task) {
        return task.desiredState().equals("ready");
    }

    public static boolean isRunning(TaskObject task) {
        return task.state().equals(RUNNING) && isWanted(task);
    }

    /**
     * Where it is in its life.
     *
     * @param lost whether its node can't be asked
     */
    public static InstanceState state(TaskObject task, boolean lost) {
        if (lost && !isOver(task) && !task.nodeId().isEmpty()) {
            return InstanceState.LOST;
        }
        if (!isOver(task) && !isWanted(task)) {
            return InstanceState.STOPPING;
        }
        if (!isOver(task) && isHeld(task)) {
            return InstanceState.PENDING;
        }
        if (isCalledOff(task) || isEvicted(task)) {
            return InstanceState.COMPLETED;
        }
        return switch (task.state()) {
            case "new", "pending" -> InstanceState.PENDING;
            case "allocated", "assigned", "accepted", "preparing", "ready" -> InstanceState.STARTING;
            // A health check gates running: until it passes, the engine says starting of a container that runs.
            case "starting" -> task.containerId().isEmpty() ? InstanceState.STARTING : InstanceState.RUNNING;
            case RUNNING -> InstanceState.RUNNING;
            case COMPLETE, "shutdown", "remove" -> InstanceState.COMPLETED;
            case "failed", REJECTED -> InstanceState.FAILED;
            case "orphaned" -> InstanceState.LOST;
            default -> InstanceState.UNKNOWN;
        };
    }

    /**
     * How it ended. An exit code of 0 is believed of what completed only: the same number stands where the container was
     * gone, or never started. A signal isn't told apart from 128 and its number.
     */
    public static Optional<Termination> termination(TaskObject task) {
        if (!isOver(task)) {
            return Optional.empty();
        }
        Optional<Instant> at = Optional.of(task.since());
        if (isCalledOff(task)) {
            return Optional.of(Termination.notStarted(task.error(), at));
        }
        int code = task.exitCode().orElse(-1);
        return Optional.of(
                switch (task.state()) {
                    case COMPLETE -> code == 0 ? Termination.exited(0, at) : Termination.unknown(task.error(), at);
                    case REJECTED -> isEvicted(task) ? ended(task, code, at) : Termination.notStarted(task.error(), at);
                    case "failed", "shutdown" -> ended(task, code, at);
                    default -> Termination.unknown(task.error(), at);
                });
    }

    private static Termination ended(TaskObject task, int code, Optional<Instant> at) {
        if (task.containerId().isEmpty()) {
            return Termination.notStarted(task.error(), at);
        }
        return code > 0 && code <= LAST_CODE ? Termination.exited(code, at) : Termination.unknown(task.error(), at);
    }
}
