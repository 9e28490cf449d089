package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.render.Names;
import dev.berth.scheduler.cli.render.WaitText;
import dev.berth.scheduler.cli.render.WorkloadTable;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.status.WatchEvent;
import dev.berth.scheduler.status.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is waited for, and what has been seen of it. Judged at the version accepted, never by an older state. */
final class Goal {
    /** How it stands. */
    enum State {
        OPEN,
        REACHED,
        FAILED
    }

    /** What edits are after. */
    enum Aim {
        /** That all is as it was asked for. */
        LIFE,
        /** That runs are over. */
        END,
        /** That rollouts are held. */
        PAUSE;

        static Aim of(List<Edit> edits) {
            if (edits.stream().allMatch(edit -> edit.kind() == Edit.Kind.CANCEL)) {
                return END;
            }
            return edits.stream().allMatch(edit -> edit.kind() == Edit.Kind.PAUSE) ? PAUSE : LIFE;
        }
    }

    /** From here on it isn't what a first start was waiting for that ends a task again and again. */
    private static final int MANY_RESTARTS = 3;

    private final Map<WorkloadId, Applied.Item> items = new TreeMap<>();
    private final Map<WorkloadId, Workload> workloads = new TreeMap<>();
    private final Map<InstanceId, Instance> instances = new TreeMap<>();
    private final Map<WorkloadId, Instance> gone = new TreeMap<>();
    private final Set<WorkloadId> removed = new TreeSet<>();
    private final Aim aim;
    private final Set<WorkloadId> removals;
    private boolean synced;

    /** With those of {@code removals} to be gone, whoever had begun to remove them. */
    private Goal(Applied applied, Aim aim, Set<WorkloadId> removals) {
        this.aim = aim;
        this.removals = removals;
        for (Applied.Item item : applied.items()) {
            if (item.failure().isEmpty() && (item.version().isPresent() || removals.contains(item.id()))) {
                items.put(item.id(), item);
            }
        }
    }

    static Goal of(List<Edit> edits, Applied applied) {
        Set<WorkloadId> removals = edits.stream()
                .filter(edit -> edit.kind() == Edit.Kind.REMOVE)
                .map(Edit::id)
                .collect(Collectors.toSet());
        return new Goal(applied, Aim.of(edits), removals);
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    Set<WorkloadId> ids() {
        return items.keySet();
    }

    void take(WatchEvent event) {
        if (event instanceof WatchEvent.Changed changed) {
            changed(changed.workload());
        } else if (event instanceof WatchEvent.Removed gone) {
            gone(gone.id());
        } else if (event.kind() == WatchEvent.Kind.SYNCED) {
            synced = true;
        } else {
            instance(event);
        }
    }

    /** Once it has failed: how workloads, and instances that gave up, stand is left as it was judged. */
    void takeLate(WatchEvent event) {
        Instance known = event instanceof WatchEvent.InstanceChanged changed
                ? instances.get(changed.instance().id())
                : null;
        if (known != null && !gaveUp(known)) {
            instance(event);
        }
    }

    private void instance(WatchEvent event) {
        if (event instanceof WatchEvent.InstanceChanged changed) {
            instances.put(changed.instance().id(), changed.instance());
        } else if (event instanceof WatchEvent.InstanceEnded ended) {
            ended(ended.instance());
        }
    }

    /** A name that somebody has applied again is not what was accepted under it: that is gone. */
    private void changed(Workload workload) {
        Applied.Item item = items.get(workload.id());
        String life = workload.version().incarnation();
        if (item == null
                || item.version()
                        .map(version -> version.incarnation().equals(life))
                        .orElse(workload.status().phase() == Phase.REMOVING)) {
            workloads.put(workload.id(), workload);
            removed.remove(workload.id());
        } else {
            gone(workload.id());
        }
    }

    private void gone(WorkloadId id) {
        workloads.remove(id);
        removed.add(id);
    }

    /** Of what was asked for the last that went is kept: its log tells why it had to. */
    private void ended(Instance instance) {
        instances.remove(instance.id());
        Applied.Item item = items.get(instance.id().workload());
        if (item != null && instance.revision() == item.revision()) {
            gone.put(item.id(), instance);
        }
    }

    /** Whether all that there was at first has been told: before that there is little to show. */
    boolean isSeen() {
        return synced;
    }

    /** Judged only once the snapshot is whole. */
    State state() {
        boolean open = !synced;
        for (Applied.Item item : items.values()) {
            State state = synced ? state(item) : State.OPEN;
            if (state == State.FAILED) {
                return State.FAILED;
            }
            open |= state == State.OPEN;
        }
        return open ? State.OPEN : State.REACHED;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(items.size());
        for (Applied.Item item : items.values()) {
            if (isUnknown(item)) {
                continue;
            }
            lines.add(workload(item.id())
                    .map(WaitText::progress)
                    .orElse(Names.workload(item.id()) + (isGone(item) ? " removed" : " ...")));
        }
        return lines;
    }

    /** It was to be removed, and there is none. */
    private boolean isUnknown(Applied.Item item) {
        return item.version().isEmpty() && !workloads.containsKey(item.id()) && !removed.contains(item.id());
    }

    /** What was gone before the watch began is in no event of it, only not in its snapshot. */
    private boolean isGone(Applied.Item item) {
        return removed.contains(item.id()) || (synced && isRemoval(item));
    }

    /** What is not there yet, a line for each workload. */
    List<String> missing() {
        List<String> lines = new ArrayList<>();
        for (Applied.Item item : items.values()) {
            if (!synced || state(item) == State.OPEN) {
                lines.add(workload(item.id()).map(WaitText::missing).orElse(WaitText.unseen(item.id())));
            }
        }
        return lines;
    }

    List<String> failures() {
        List<String> lines = new ArrayList<>();
        for (WorkloadId id : failedIds()) {
            String why = workload(id)
                    .map(workload -> state(workload) + WorkloadTable.why(workload.status()))
                    .orElse("it was removed by somebody else");
            lines.add(Names.workload(id) + ": " + why.strip());
        }
        return lines;
    }

    /** That it is stable is no part of the reason. */
    private static String state(Workload workload) {
        Phase phase = workload.status().phase();
        return phase == Phase.STABLE ? "" : phase.name() + " ";
    }

    List<WorkloadId> failedIds() {
        List<WorkloadId> failed = new ArrayList<>();
        for (Applied.Item item : items.values()) {
            if (state(item) == State.FAILED) {
                failed.add(item.id());
            }
        }
        return failed;
    }

    Optional<Workload> workload(WorkloadId id) {
        return Optional.ofNullable(workloads.get(id));
    }

    List<Instance> instances(WorkloadId id) {
        return instances.values().stream()
                .filter(instance -> instance.id().workload().equals(id))
                .toList();
    }

    /** The instance whose last words explain most: one that gave up, else one that ended before, else one that is gone. */
    Optional<Instance> culprit(WorkloadId id) {
        List<Instance> own = instances(id);
        return own.stream()
                .filter(Goal::gaveUp)
                .findFirst()
                .or(() -> own.stream()
                        .filter(instance -> instance.lastTermination().isPresent())
                        .findFirst())
                .or(() -> Optional.ofNullable(gone.get(id)));
    }

    private State state(Applied.Item item) {
        Workload workload = workloads.get(item.id());
        if (isRemoval(item)) {
            return workload == null ? State.REACHED : State.OPEN;
        }
        if (workload == null) {
            return State.FAILED;
        }
        return isObserved(item, workload) ? phase(item, workload) : State.OPEN;
    }

    private boolean isRemoval(Applied.Item item) {
        return item.action() == Change.Action.REMOVE || removals.contains(item.id());
    }

    private static boolean isObserved(Applied.Item item, Workload workload) {
        Version seen = workload.status().observed();
        return item.version()
                .filter(wanted ->
                        wanted.incarnation().equals(seen.incarnation()) && seen.generation() >= wanted.generation())
                .isPresent();
    }

    private State phase(Applied.Item item, Workload workload) {
        return switch (aim) {
            case LIFE -> life(item, workload);
            case END -> end(item, workload);
            case PAUSE -> workload.status().phase() == Phase.PAUSED ? State.REACHED : life(item, workload);
        };
    }

    /** However a run ended, it is over; an instance of it may be on its way out still. */
    private State end(Applied.Item item, Workload workload) {
        boolean over = switch (workload.status().phase()) {
            case COMPLETED, FAILED, CANCELLED -> true;
            case STABLE, PENDING, PROGRESSING, DEGRADED, PAUSED, REMOVING, UNKNOWN -> false;
        };
        return over && instances(item.id()).stream().noneMatch(Goal::runs) ? State.REACHED : State.OPEN;
    }

    private static boolean runs(Instance instance) {
        return switch (instance.state()) {
            case STARTING, RUNNING, STOPPING -> true;
            case PENDING, COMPLETED, FAILED, LOST, UNKNOWN -> false;
        };
    }

    private State life(Applied.Item item, Workload workload) {
        return switch (workload.status().phase()) {
            case STABLE, COMPLETED -> isRolledBack(item, workload) ? State.FAILED : State.REACHED;
            case FAILED, CANCELLED, PAUSED -> State.FAILED;
            case PENDING, PROGRESSING, DEGRADED, REMOVING, UNKNOWN ->
                hasGivenUp(item, workload) ? State.FAILED : State.OPEN;
        };
    }

    /** It failed, and what ran before runs again, as the next revision: stable, and not what was asked for. */
    private static boolean isRolledBack(Applied.Item item, Workload workload) {
        return workload.revision() == item.revision() + 1
                && workload.status().conditions().stream()
                        .anyMatch(condition -> condition.reason().equals(Condition.ROLLED_BACK));
    }

    /** An instance of this very revision gave up; those of an older one are on their way out. */
    private boolean hasGivenUp(Applied.Item item, Workload workload) {
        return workload.status().conditions().stream().anyMatch(Goal::isHopeless)
                && instances(item.id()).stream()
                        .anyMatch(instance -> gaveUp(instance)
                                && instance.revision() >= item.revision()
                                && !isTriedAgain(workload, instance));
    }

    /** Where nothing limits restarts, and as long as a deadline is there to judge them, one may succeed yet. */
    private static boolean isTriedAgain(Workload workload, Instance instance) {
        boolean limited = workload.spec().restart().limit().isPresent();
        boolean judged = workload.spec().rollout().progressDeadline().isPresent();
        return instance.reason().equals(Condition.CRASH_LOOP)
                && !limited
                && (judged || instance.restarts() < MANY_RESTARTS);
    }

    private static boolean isHopeless(Condition condition) {
        return condition.reason().equals(Condition.CRASH_LOOP)
                || condition.reason().equals(Condition.CANNOT_START);
    }

    private static boolean gaveUp(Instance instance) {
        return instance.state() == InstanceState.FAILED
                || instance.reason().equals(Condition.CRASH_LOOP)
                || instance.reason().equals(Condition.CANNOT_START);
    }
}
