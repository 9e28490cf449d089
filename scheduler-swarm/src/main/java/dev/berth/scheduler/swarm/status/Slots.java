package dev.berth.scheduler.swarm.status;

import dev.berth.scheduler.swarm.engine.TaskObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The tasks of one service by slot: for each place there is the task that has it, those that leave it, and the history
 * that a manager keeps.
 */
public final class Slots {
    private static final Comparator<TaskObject> BY_AGE =
            Comparator.comparing(TaskObject::createdAt).thenComparing(TaskObject::id);

    private static final int MOST_RESTARTS = 3;

    private final Map<String, List<TaskObject>> slots = new TreeMap<>();

    private Slots() {}

    public static Slots of(Collection<TaskObject> tasks) {
        Slots all = new Slots();
        for (TaskObject task : tasks) {
            all.slots.computeIfAbsent(slot(task), slot -> new ArrayList<>()).add(task);
        }
        all.slots.values().forEach(slot -> slot.sort(BY_AGE));
        return all;
    }

    /** A global service has a slot on each node. */
    private static String slot(TaskObject task) {
        return task.serviceId() + "/"
                + (task.slot().isPresent() ? Integer.toString(task.slot().getAsInt()) : task.nodeId());
    }

    /**
     * Those that are there: what runs or is to, what is stopping, and of a slot where nothing else is the last one, if it
     * ended by itself.
     */
    public List<TaskObject> present() {
        List<TaskObject> present = new ArrayList<>();
        for (List<TaskObject> slot : slots.values()) {
            List<TaskObject> live =
                    slot.stream().filter(task -> !Tasks.isOver(task)).toList();
            present.addAll(live);
            if (live.isEmpty()) {
                last(slot).ifPresent(present::add);
            }
        }
        return present;
    }

    /** Of each slot those that run or are to run; a slot that has none isn't among them. */
    public List<List<TaskObject>> wanted() {
        return slots.values().stream()
                .map(slot -> slot.stream()
                        .filter(task -> !Tasks.isOver(task) && Tasks.isWanted(task))
                        .toList())
                .filter(slot -> !slot.isEmpty())
                .toList();
    }

    private static Optional<TaskObject> last(List<TaskObject> slot) {
        return Optional.of(slot.get(slot.size() - 1)).filter(Tasks::endedByItself);
    }

    /** Whether another of the same revision has its place already: then it has none of its own any more. */
    public boolean isSucceeded(TaskObject task, Predicate<TaskObject> sameRevision) {
        return slots.getOrDefault(slot(task), List.of()).stream()
                .anyMatch(other -> BY_AGE.compare(other, task) > 0 && !Tasks.isOver(other) && sameRevision.test(other));
    }

    /**
     * How many tasks right before this one ended in its slot, at most three: the history is shortened as time goes, and a task
     * that failed may be told as shut down later. What another revision came after was replaced, though its own may be back.
     */
    public int restartsBefore(TaskObject task, Predicate<TaskObject> sameRevision) {
        List<TaskObject> slot = slots.getOrDefault(slot(task), List.of());
        int count = 0;
        for (int i = slot.size() - 1; i >= 0; i--) {
            TaskObject other = slot.get(i);
            if (BY_AGE.compare(other, task) < 0) {
                if (!sameRevision.test(other)) {
                    break;
                }
                count += endedBefore(other, task) ? 1 : 0;
            }
        }
        return Math.min(count, MOST_RESTARTS);
    }

    /** What was stopped later, as when its node came back, had not ended when its successor was made. */
    private static boolean endedBefore(TaskObject other, TaskObject task) {
        return Tasks.isOver(other)
                && (Tasks.endedByItself(other) || !other.since().isAfter(task.createdAt()));
    }
}
