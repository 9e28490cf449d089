package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.codec.Sugar.SugarField;
import dev.berth.scheduler.core.document.ListNode;
import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Short forms of a workload: {@code replicas} for the mode, and the fields of its only task without a list. */
final class WorkloadSugar {
    private static final Set<String> NOT_OF_A_SINGLE_TASK = Set.of("name", "role", "stopOrder");

    private WorkloadSugar() {}

    private static final List<SugarField> SINGLE_TASK = Stream.concat(
                    TaskShape.TASK.fields().stream()
                            .filter(field -> !NOT_OF_A_SINGLE_TASK.contains(field.name()))
                            .map(field -> new SugarField(
                                    field.name(), field.description(), field.shape(), "tasks", field.isRequired())),
                    TaskShape.TASK.sugar().fields().stream()
                            .map(field -> new SugarField(
                                    field.name(), field.description(), field.shape(), "tasks", field.enough())))
            .toList();

    /** The names of the fields that belong to the task. */
    static final Set<String> TASK_FIELDS =
            SINGLE_TASK.stream().map(SugarField::name).collect(Collectors.toUnmodifiableSet());

    private static final SugarField REPLICAS = new SugarField(
            "replicas", "How many instances are kept running, instead of `mode`.", Scalars.WHOLE_NUMBER, "mode", true);

    static final Sugar SUGAR =
            new Sugar(Stream.concat(Stream.of(REPLICAS), SINGLE_TASK.stream()).toList(), WorkloadSugar::expand);

    private static MapNode expand(MapNode map, Reading reading) {
        List<MapField> rest = new ArrayList<>();
        List<MapField> task = new ArrayList<>();
        for (MapField field : map.fields()) {
            if (field.name().equals("replicas")) {
                rest.add(mode(field));
            } else {
                (TASK_FIELDS.contains(field.name()) ? task : rest).add(field);
            }
        }
        if (map.field("tasks").isEmpty()) {
            Place place = map.place();
            ListNode tasks = new ListNode(place, List.of(new MapNode(place, task)));
            rest.add(new MapField("tasks", place, tasks));
        }
        return new MapNode(map.place(), rest);
    }

    private static MapField mode(MapField replicas) {
        Place place = replicas.place();
        MapNode replicated = new MapNode(place, List.of(replicas));
        return new MapField("mode", place, new MapNode(place, List.of(new MapField("replicated", place, replicated))));
    }
}
