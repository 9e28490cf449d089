package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.ListNode;
import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A workload's fields over an application's defaults. A field of the workload's own replaces the default as a whole,
 * so that no reader has to guess what became of a list; only plain maps are merged, name by name.
 */
final class Merge {
    private static final Set<String> BY_NAME = Set.of("labels", "annotations", "environment");

    /** Fields that say the same thing: one of them in the workload puts all of them out of the defaults. */
    private static final List<Set<String>> ALIKE =
            List.of(Set.of("mode", "replicas"), Set.of("artifacts", "image", "process"));

    private Merge() {}

    static MapNode over(MapNode defaults, MapNode workload) {
        Optional<MapField> tasks = workload.field("tasks").filter(field -> field.value() instanceof ListNode);
        if (tasks.isEmpty()) {
            return fields(defaults, workload);
        }
        MapNode ofTask = only(defaults, true);
        List<MapField> own = new ArrayList<>(workload.fields());
        own.replaceAll(field -> field.equals(tasks.get()) ? tasksOver(ofTask, field) : field);
        return fields(only(defaults, false), new MapNode(workload.place(), own));
    }

    /** What the defaults say of a task is meant for MAIN. */
    private static MapField tasksOver(MapNode defaults, MapField tasks) {
        List<Node> items = ((ListNode) tasks.value())
                .items().stream()
                        .map(item -> item instanceof MapNode task && isMain(task) ? fields(defaults, task) : item)
                        .toList();
        return new MapField(
                tasks.name(), tasks.place(), new ListNode(tasks.value().place(), items));
    }

    private static boolean isMain(MapNode task) {
        return task.field("role")
                .map(MapField::value)
                .map(role -> role instanceof ScalarNode scalar && scalar.text().equals("main"))
                .orElse(true);
    }

    private static MapNode only(MapNode defaults, boolean ofTask) {
        return new MapNode(
                defaults.place(),
                defaults.fields().stream()
                        .filter(field -> WorkloadSugar.TASK_FIELDS.contains(field.name()) == ofTask)
                        .toList());
    }

    private static MapNode fields(MapNode defaults, MapNode own) {
        List<MapField> merged = new ArrayList<>();
        for (MapField field : defaults.fields()) {
            if (!isReplaced(field.name(), own)) {
                merged.add(field);
            }
        }
        for (MapField field : own.fields()) {
            Optional<MapField> shared = defaults.field(field.name()).filter(found -> BY_NAME.contains(field.name()));
            merged.add(shared.map(found -> byName(found, field)).orElse(field));
        }
        return new MapNode(own.place(), merged);
    }

    private static boolean isReplaced(String name, MapNode own) {
        return own.field(name).isPresent()
                || ALIKE.stream()
                        .filter(names -> names.contains(name))
                        .flatMap(Set::stream)
                        .anyMatch(alike -> own.field(alike).isPresent());
    }

    private static MapField byName(MapField shared, MapField own) {
        if (!(shared.value() instanceof MapNode sharedMap) || !(own.value() instanceof MapNode ownMap)) {
            return own;
        }
        List<MapField> merged = new ArrayList<>(ownMap.fields());
        Set<String> ownNames = ownMap.fields().stream().map(MapField::name).collect(Collectors.toSet());
        sharedMap.fields().stream()
                .filter(field -> !ownNames.contains(field.name()))
                .forEach(merged::add);
        return new MapField(own.name(), own.place(), new MapNode(ownMap.place(), merged));
    }
}
