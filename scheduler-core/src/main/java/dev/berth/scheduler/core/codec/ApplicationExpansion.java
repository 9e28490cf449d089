package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.Place;
import dev.berth.scheduler.core.document.ScalarNode;
import java.util.ArrayList;
import java.util.List;

/** An application as plain workload documents; each value keeps the place where it was written. */
final class ApplicationExpansion {
    private static final String LABEL = "application";

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
        MapNode defaults = withoutRefused(application.defaults(), List.of("tasks"), "can't stand in the defaults");
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
        boolean runs = List.of("image", "process", "artifacts", "tasks").stream()
                .anyMatch(name -> defaults.field(name).isPresent());
        if (!runs) {
            fields.add(MapField.of("process", ScalarNode.text("/bin/true")));
        }
        fields.removeIf(field -> Headers.OF_THE_APPLICATION.contains(field.name())
                || field.name().equals("tasks"));
        return headed(new MapField("defaults", defaults.place(), defaults), new MapNode(defaults.place(), fields));
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
