package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.store.StateStore;
import dev.berth.scheduler.local.store.StoreChange;
import dev.berth.scheduler.local.store.StoreException;
import dev.berth.scheduler.local.store.Table;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.RunId;
import java.util.LinkedHashMap;
import java.util.Map;

/** What of the state isn't stored yet. Each instance and run is written in its last state only. Of the loop only. */
final class Unsaved {
    private final StateStore store;
    private final Changes changes;
    private final Map<InstanceId, LiveInstance> instances = new LinkedHashMap<>();
    private final Map<RunId, LiveRun> runs = new LinkedHashMap<>();
    private StoreChange others = new StoreChange();
    private long sequence;
    private long savedSequence;

    Unsaved(StateStore store, Changes changes) {
        this.store = store;
        this.changes = changes;
    }

    void loaded(long lastSequence) {
        sequence = lastSequence;
        savedSequence = lastSequence;
    }

    long nextSequence() {
        sequence++;
        return sequence;
    }

    void changed(LiveInstance instance) {
        instances.put(instance.row().id(), instance.whole());
    }

    void dropped(InstanceId id) {
        instances.remove(id);
        others.remove(Table.INSTANCES, id.toString());
    }

    void changed(LiveRun run) {
        runs.put(run.row().id(), run);
    }

    void dropped(RunId id) {
        runs.remove(id);
        others.remove(Table.RUNS, Keys.run(id));
    }

    /** Anything but an instance or a run. */
    StoreChange others() {
        return others;
    }

    /** Stores {@code edit} with all of it; when that fails nothing of {@code edit} is taken. */
    void commit(StoreChange edit) throws StoreException {
        store.commit(new StoreChange().add(collected()).add(edit));
        saved();
    }

    /** Stores all of it; when that fails it is kept for the next time. */
    void save() throws StoreException {
        if (!collected().isEmpty()) {
            store.commit(others);
            saved();
        }
    }

    private StoreChange collected() {
        if (sequence != savedSequence) {
            others.put(Table.META, Keys.SEQUENCE, Long.toString(sequence));
        }
        instances.forEach(
                (id, instance) -> others.put(Table.INSTANCES, id.toString(), InstanceRowForm.write(instance)));
        runs.forEach((id, run) -> others.put(Table.RUNS, Keys.run(id), RunRowForm.write(run.row())));
        return others;
    }

    private void saved() {
        others = new StoreChange();
        instances.clear();
        runs.values().forEach(this::saved);
        runs.clear();
        savedSequence = sequence;
    }

    /** Only what is stored is told of a run, so now there is something to tell. */
    void saved(LiveRun run) {
        run.saved();
        changes.workload(run.row().id().workload());
    }
}
