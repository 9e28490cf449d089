package dev.berth.scheduler.core.watch;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.WatchEvent;
import dev.berth.scheduler.status.Workload;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a reader has yet to be told (rule OBS-3). States conflate: only that something changed is kept, and its state is
 * looked up when it is read. Ends are kept, the last {@link #KEPT_ENDS} of each workload; older ones are counted.
 * Not thread-safe.
 */
final class PendingEvents {
    /** Ends kept for each workload. */
    static final int KEPT_ENDS = 32;

    private final ClusterView view;
    private final Map<Object, Kind> pending = new LinkedHashMap<>();
    private final Map<WorkloadId, Deque<Instance>> ends = new HashMap<>();
    private final Map<WorkloadId, Long> dropped = new HashMap<>();
    private final Set<WorkloadId> told = new HashSet<>();
    private boolean released;

    PendingEvents(ClusterView view) {
        this.view = view;
    }

    void changed(WorkloadId id) {
        if (view.isOver(id)) {
            // Re-inserted, so that it is told as removed after its instances' ends.
            pending.remove(id);
        }
        pending.put(id, Kind.WORKLOAD);
    }

    void changed(InstanceId id) {
        pending.put(id, Kind.INSTANCE);
    }

    void changed(RunId id) {
        pending.put(id, Kind.RUN);
    }

    void forget(Collection<RunId> runs) {
        runs.forEach(pending::remove);
    }

    /** A workload is gone: told after its ends, or not at all when its reader never heard of it. */
    void gone(WorkloadId id, Collection<InstanceId> instances) {
        instances.forEach(pending::remove);
        pending.remove(id);
        if (told.contains(id)) {
            pending.put(id, Kind.WORKLOAD);
        } else {
            pending.remove(new Ends(id));
            Optional.ofNullable(ends.remove(id)).ifPresent(all -> all.forEach(end -> pending.remove(end.id())));
            dropped.remove(id);
        }
    }

    void ended(Instance instance) {
        WorkloadId workload = instance.id().workload();
        Deque<Instance> kept = ends.computeIfAbsent(workload, id -> new ArrayDeque<>());
        kept.add(instance);
        if (kept.size() > KEPT_ENDS) {
            pending.remove(kept.remove().id());
            dropped.merge(workload, 1L, Long::sum);
        }
        pending.putIfAbsent(new Ends(workload), Kind.ENDS);
    }

    /**
     * All is told anew from now on. Its reader hears of that once it is complete: what has ended meanwhile is known only then,
     * and is told before what has taken its place.
     */
    void startOver() {
        if (!released) {
            pending.put(Anew.MARK, Kind.ANEW);
        }
    }

    /** Nothing is waited for any more. */
    void release() {
        released = true;
        pending.remove(Anew.MARK);
    }

    void synced(boolean again) {
        endsFirst();
        // Re-inserted, so that it comes after all that was told before it.
        pending.remove(Synced.MARK);
        pending.put(Synced.MARK, again ? Kind.RESYNCED : Kind.SYNCED);
    }

    private void endsFirst() {
        List<Object> keys = List.copyOf(pending.keySet());
        int begin = keys.indexOf(Anew.MARK);
        pending.remove(Anew.MARK);
        if (begin >= 0) {
            // Each is put back, behind what waited before.
            List<Object> anew = keys.subList(begin + 1, keys.size());
            anew.stream().filter(this::isEndOfOneThatIsTold).forEach(this::moveBack);
            anew.stream().filter(key -> !isEndOfOneThatIsTold(key)).forEach(this::moveBack);
        }
    }

    private boolean isEndOfOneThatIsTold(Object key) {
        return key instanceof Ends ends && told.contains(ends.workload());
    }

    private void moveBack(Object key) {
        pending.put(key, Objects.requireNonNull(pending.remove(key)));
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /** The next event; empty when there is nothing to tell. */
    Optional<WatchEvent> next() {
        while (!pending.isEmpty()) {
            Map.Entry<Object, Kind> first = pending.entrySet().iterator().next();
            if (first.getValue() == Kind.ANEW) {
                return Optional.empty();
            }
            Optional<WatchEvent> event = event(first.getKey(), first.getValue());
            if (event.isPresent()) {
                return event;
            }
        }
        return Optional.empty();
    }

    private Optional<WatchEvent> event(Object key, Kind kind) {
        if (kind == Kind.ENDS) {
            return Optional.of(end((Ends) key));
        }
        pending.remove(key);
        return switch (kind) {
            case WORKLOAD -> workload((WorkloadId) key);
            case INSTANCE -> instance((InstanceId) key);
            case RUN -> view.run((RunId) key).map(WatchEvent.RunChanged::new);
            case SYNCED -> Optional.of(new WatchEvent.Synced(false));
            case RESYNCED -> Optional.of(new WatchEvent.Synced(true));
            case ENDS, ANEW -> Optional.empty();
        };
    }

    /** A workload that isn't meant, or not any more, is told as removed if it was told before, else not at all. */
    private Optional<WatchEvent> workload(WorkloadId id) {
        Optional<Workload> now = view.workload(id);
        if (now.isPresent()) {
            told.add(id);
            return now.map(WatchEvent.Changed::new);
        }
        return told.remove(id) ? Optional.of(new WatchEvent.Removed(id)) : Optional.empty();
    }

    /** One that has ended since it was to be told of has its end told here: before what took its place. */
    private Optional<WatchEvent> instance(InstanceId id) {
        return view.instance(id)
                .<WatchEvent>map(WatchEvent.InstanceChanged::new)
                .or(() -> keptEnd(id).map(this::end));
    }

    private Optional<Instance> keptEnd(InstanceId id) {
        return Optional.ofNullable(ends.get(id.workload()))
                .flatMap(
                        kept -> kept.stream().filter(end -> end.id().equals(id)).findFirst());
    }

    private WatchEvent end(Ends key) {
        return end(Objects.requireNonNull(ends.get(key.workload())).element());
    }

    private WatchEvent end(Instance instance) {
        WorkloadId workload = instance.id().workload();
        Deque<Instance> kept = Objects.requireNonNull(ends.get(workload));
        kept.remove(instance);
        pending.remove(instance.id());
        if (kept.isEmpty()) {
            ends.remove(workload);
            pending.remove(new Ends(workload));
        }
        Long missed = dropped.remove(workload);
        return new WatchEvent.InstanceEnded(instance, missed == null ? 0 : missed);
    }

    private enum Kind {
        WORKLOAD,
        INSTANCE,
        RUN,
        ENDS,
        SYNCED,
        RESYNCED,
        ANEW
    }

    private enum Anew {
        MARK
    }

    private enum Synced {
        MARK
    }

    private record Ends(WorkloadId workload) {}
}
