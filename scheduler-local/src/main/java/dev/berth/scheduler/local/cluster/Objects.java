package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.local.document.DocumentException;
import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.local.document.TemplateForm;
import dev.berth.scheduler.local.document.WorkloadObject;
import dev.berth.scheduler.local.document.WorkloadObjectForm;
import dev.berth.scheduler.local.store.StoreChange;
import dev.berth.scheduler.local.store.StoreException;
import dev.berth.scheduler.local.store.Table;
import dev.berth.scheduler.spec.WorkloadId;
import java.util.Optional;

/** Writes to the native objects, each under its precondition (rule APP-3). Of the loop only. */
final class Objects {
    private final ClusterState state;

    Objects(ClusterState state) {
        this.state = state;
    }

    /**
     * Makes or replaces an object.
     *
     * @param mark the state it was planned on; empty: there must be none
     */
    void put(WorkloadId id, String document, Optional<String> mark) throws StoreException {
        check(id, mark);
        WorkloadObject content = read(document);
        ObjectRow row = new ObjectRow(state.nextSequence(), false, document, content);
        state.commit(new StoreChange().put(Table.OBJECTS, Keys.of(id), row.stored()));
        state.adopt(id, Optional.of(row));
    }

    /** Marks an object as on its way out; it goes when the last instance is gone. */
    void remove(WorkloadId id, Optional<String> mark) throws StoreException {
        check(id, mark);
        Optional<ObjectRow> wanted = state.find(id).flatMap(WorkloadEntry::wanted);
        if (wanted.isEmpty()) {
            return;
        }
        ObjectRow row = new ObjectRow(
                state.nextSequence(),
                true,
                wanted.get().document(),
                wanted.get().content());
        state.commit(new StoreChange().put(Table.OBJECTS, Keys.of(id), row.stored()));
        state.adopt(id, Optional.of(row));
    }

    /** An object on its way out counts as absent for whoever saw none, and as what it is for whoever saw it. */
    private void check(WorkloadId id, Optional<String> mark) {
        Optional<ObjectRow> now = state.find(id).flatMap(WorkloadEntry::object);
        boolean holds = mark.isEmpty()
                ? now.filter(row -> !row.removing()).isEmpty()
                : now.map(row -> Long.toString(row.mark())).equals(mark);
        if (!holds) {
            throw new ConflictException("workload " + id + " has changed since it was looked at");
        }
    }

    /** Refuses what is no object. */
    static WorkloadObject read(String document) {
        try {
            WorkloadObject content = WorkloadObjectForm.read(document);
            TemplateForm.read(content.template());
            return content;
        } catch (DocumentException e) {
            throw refused(e);
        }
    }

    /** What {@code object} makes instances from. */
    static Template template(WorkloadObject object) {
        try {
            return TemplateForm.read(object.template());
        } catch (DocumentException e) {
            throw refused(e);
        }
    }

    private static RefusedException refused(DocumentException cause) {
        return RefusedException.invalid("", "the document is no LocalWorkload: " + cause.getMessage());
    }
}
