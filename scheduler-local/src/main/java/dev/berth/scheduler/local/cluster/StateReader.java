package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.document.DocumentException;
import dev.berth.scheduler.local.document.Fields;
import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.local.document.TemplateForm;
import dev.berth.scheduler.local.store.StateStore;
import dev.berth.scheduler.local.store.StoreException;
import dev.berth.scheduler.local.store.Table;
import java.util.Map;
import java.util.Optional;

/** Takes the state from its file when a cluster opens. What can't be read is damage, and nothing is changed then. */
final class StateReader {
    private final StateStore store;

    StateReader(StateStore store) {
        this.store = store;
    }

    void read(ClusterState state) throws StoreException {
        String sequence = store.get(Table.META, Keys.SEQUENCE).orElse("0");
        each(
                Table.META,
                Map.of(Keys.SEQUENCE, sequence),
                (key, text) -> state.loaded(number(text), store.entries(Table.NODES, "")));
        each(
                Table.OBJECTS,
                store.entries(Table.OBJECTS, ""),
                (key, text) -> state.entry(Keys.workload(key)).object(Optional.of(ObjectRow.read(text))));
        each(
                Table.ROLLOUTS,
                store.entries(Table.ROLLOUTS, ""),
                (key, text) -> state.entry(Keys.workload(key)).rollout(Optional.of(RolloutRow.read(text))));
        each(
                Table.TEMPLATES,
                store.entries(Table.TEMPLATES, ""),
                (key, text) ->
                        state.entry(Keys.workload(key)).templates().put(key, TemplateForm.read(Fields.tree(text))));
        each(Table.RUNS, store.entries(Table.RUNS, ""), (key, text) -> {
            RunRow row = RunRowForm.read(text);
            state.entry(row.id().workload()).runs().put(row.id().name(), new LiveRun(row));
        });
        each(
                Table.TICKS,
                store.entries(Table.TICKS, ""),
                (key, text) -> state.entry(Keys.workload(key)).lastTick(Optional.of(LastTick.read(text))));
        each(Table.INSTANCES, store.entries(Table.INSTANCES, ""), (key, text) -> {
            Fields fields = Fields.parse(text);
            InstanceRow row = InstanceRowForm.read(fields);
            Template template = state.entry(row.id().workload()).templates().get(Templates.key(row));
            if (template == null) {
                throw DocumentException.of("its template " + Templates.key(row) + " is missing");
            }
            LiveInstance instance = new LiveInstance(row, template);
            InstanceRowForm.readMembers(fields, instance);
            state.loaded(instance);
        });
    }

    private static long number(String text) throws DocumentException {
        if (!text.matches("[0-9]{1,18}")) {
            throw DocumentException.of("'" + text + "' is not a number");
        }
        return Long.parseLong(text);
    }

    private static void each(Table table, Map<String, String> entries, Reading reading) throws StoreException {
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            try {
                reading.read(entry.getKey(), entry.getValue());
            } catch (DocumentException | IllegalArgumentException | ArithmeticException e) {
                throw StoreException.damaged(table, entry.getKey(), String.valueOf(e.getMessage()));
            }
        }
    }

    private interface Reading {
        void read(String key, String text) throws DocumentException, StoreException;
    }
}
