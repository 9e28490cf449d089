package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.core.document.JsonText;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.local.document.DocumentException;
import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.local.document.TemplateForm;
import dev.berth.scheduler.local.store.Table;
import dev.berth.scheduler.spec.WorkloadId;
import java.util.Set;
import java.util.TreeSet;

/** The templates that are stored: once each, however many instances are made from one. Of the loop only. */
final class Templates {
    private final Unsaved unsaved;

    Templates(Unsaved unsaved) {
        this.unsaved = unsaved;
    }

    static String key(WorkloadId id, ObjectRow object) {
        return Keys.template(
                id, object.content().version().incarnation(), object.content().revision());
    }

    static String key(InstanceRow row) {
        return Keys.template(
                row.id().workload(), row.origin().incarnation(), row.origin().revision());
    }

    static String key(RunRow row) {
        return Keys.template(
                row.id().workload(), row.origin().incarnation(), row.origin().revision());
    }

    /** The template that the object asks for now, put among the stored ones when it is new. */
    Template of(WorkloadEntry entry, ObjectRow object) throws DocumentException {
        String key = key(entry.id(), object);
        Template known = entry.templates().get(key);
        if (known != null) {
            return known;
        }
        Node written = object.content().template();
        Template read = TemplateForm.read(written);
        entry.templates().put(key, read);
        unsaved.others().put(Table.TEMPLATES, key, JsonText.compact(written));
        return read;
    }

    /** Drops those that neither the object nor an instance nor a run is made from. */
    void dropUnused(WorkloadEntry entry) {
        Set<String> used = used(entry);
        entry.templates().keySet().removeIf(key -> {
            boolean unused = !used.contains(key);
            if (unused) {
                unsaved.others().remove(Table.TEMPLATES, key);
            }
            return unused;
        });
    }

    private static Set<String> used(WorkloadEntry entry) {
        Set<String> used = new TreeSet<>();
        entry.object().ifPresent(object -> used.add(key(entry.id(), object)));
        entry.object().flatMap(object -> entry.completeKey()).ifPresent(used::add);
        entry.all().forEach(instance -> used.add(key(instance.row())));
        entry.runs().values().stream().filter(run -> !run.row().isOver()).forEach(run -> used.add(key(run.row())));
        return used;
    }
}
