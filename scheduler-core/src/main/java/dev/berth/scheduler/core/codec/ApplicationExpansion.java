package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.ListNode;
import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.Place;
import dev.berth.scheduler.core.document.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An application as plain workload documents; each value keeps the place where it was written. */
final class ApplicationExpansion {
    private static final String LABEL = "application";

    /** A short text must not expand to more than a long one could hold. */
    private static final long MOST_VALUES = 1_000_000;

    private final Application application;
    private final MapNode document;
    private final Reading reading;

    ApplicationExpansion(Application application, MapNode document, Reading reading) {
        this.application = application;
        this.document = document;
        this.reading = reading;
    }

    /** One document for each workload. */
    List<MapNode> workloads() {
        long expanded = (long) size(application.defaults())
                * application.workloads().fields().size();
        if (expanded > MOST_VALUES) {
            reading.problem(
                    application.defaults().place(),
                    "come to " + expanded + " values in all workloads together; at most " + MOST_VALUES + " are taken");
            return List.of();
        }
        MapNode defaults = withoutRefused(application.defaults(), Headers.NOT_SHARED, "can't stand in the defaults");
        List<MapNode> documents = new ArrayList<>();
        for (MapField workload : application.workloads().fields()) {
            if (workload.value() instanceof MapNode fields) {
                MapNode own = withoutRefused(fields, Headers.OF_THE_APPLICATION, "is said by the application");
                documents.add(headed(workload, labelled(Merge.over(defaults, own))));
            } else {
                reading.mismatch(workload.value(), "a map of a workload's fields");
            }
        }
        if (application.workloads().fields().isEmpty()) {
            reading.problem(application.workloads().place(), "must hold at least one workload");
        }
        return documents;
    }

    /**
     * A document made of the defaults alone, so that they are looked at even where every workload replaces them. Nothing
     * but the problems of its fields is of interest.
     */
    MapNode defaultsAlone() {
        MapNode defaults = application.defaults();
        List<MapField> fields = new ArrayList<>(defaults.fields());
        boolean runs = Stream.of("image", "process", "artifacts")
                .anyMatch(name -> defaults.field(name).isPresent());
        if (!runs) {
            fields.add(MapField.of("process", ScalarNode.text("/bin/true")));
        }
        fields.removeIf(field -> Headers.NOT_SHARED.contains(field.name()));
        return headed(new MapField("defaults", defaults.place(), defaults), new MapNode(defaults.place(), fields));
    }

    private static int size(Node node) {
        if (node instanceof MapNode map) {
            return 1
                    + map.fields().stream()
                            .mapToInt(field -> size(field.value()))
                            .sum();
        }
        return node instanceof ListNode list
                ? 1 + list.items().stream().mapToInt(item -> size(item)).sum()
                : 1;
    }

    private MapNode withoutRefused(MapNode map, Iterable<String> names, String why) {
        List<MapField> fields = new ArrayList<>(map.fields());
        for (String name : names) {
            map.field(name).ifPresent(field -> {
                reading.problem(field.place(), why);
                fields.remove(field);
            });
        }
        return new MapNode(map.place(), fields);
    }

    private MapNode headed(MapField workload, MapNode fields) {
        Place place = workload.place();
        MapField namespace =
                document.field("namespace").or(() -> document.field("name")).orElseThrow();
        List<MapField> all = new ArrayList<>();
        all.add(new MapField("apiVersion", place, new ScalarNode(place, WorkloadShape.API_VERSION, true)));
        all.add(new MapField("kind", place, new ScalarNode(place, WorkloadShape.KIND, true)));
        all.add(new MapField("namespace", namespace.place(), namespace.value()));
        all.add(new MapField("name", place, new ScalarNode(place, workload.name(), true)));
        all.addAll(fields.fields());
        return new MapNode(fields.place(), all);
    }

    private MapNode labelled(MapNode workload) {
        Node name = document.field("name").orElseThrow().value();
        MapField label = new MapField(LABEL, name.place(), name);
        List<MapField> fields = new ArrayList<>(workload.fields());
        if (workload.field("labels").isEmpty()) {
            fields.add(new MapField("labels", name.place(), new MapNode(name.place(), List.of(label))));
        }
        fields.replaceAll(field -> field.name().equals("labels") ? withLabel(field, label) : field);
        return new MapNode(workload.place(), fields);
    }

    private static MapField withLabel(MapField labels, MapField label) {
        if (!(labels.value() instanceof MapNode map) || map.field(LABEL).isPresent()) {
            return labels;
        }
        List<MapField> fields = new ArrayList<>(map.fields());
        fields.add(label);
        return new MapField(labels.name(), labels.place(), new MapNode(map.place(), fields));
    }
}
