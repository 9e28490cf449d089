package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapNode;
import java.util.List;
import java.util.Optional;

/**
 * A document of kind Application: several workloads with what they share.
 *
 * @param namespace the application's name when empty
 * @param defaults fields of a workload
 * @param workloads fields of workloads by name
 */
record Application(String name, Optional<String> namespace, MapNode defaults, MapNode workloads) {
    static final String KIND = "Application";

    private static final Field<Application, String> VERSION_FIELD =
            Headers.constant("apiVersion", WorkloadShape.API_VERSION);
    private static final Field<Application, String> KIND_FIELD = Headers.constant("kind", KIND);
    private static final Field<Application, Optional<String>> NAMESPACE = Field.optional(
            "namespace",
            "Where the workloads live; the application's name when left out.",
            Names.WORKLOAD_PART,
            Application::namespace);
    private static final Field<Application, String> NAME = Field.required(
            "name",
            "A DNS label of at most 30 characters; each workload is labelled application=name.",
            Names.WORKLOAD_PART,
            Application::name);
    private static final Field<Application, MapNode> DEFAULTS = Field.defaulted(
            "defaults",
            "What all workloads share. A workload's own value replaces the default; labels, annotations and"
                    + " environment are merged by name.",
            new PartShape(Application::defaultsForm),
            Application::defaults,
            MapNode.of(List.of()));
    private static final Field<Application, MapNode> WORKLOADS = Field.required(
            "workloads", "Workloads by name.", new PartShape(Application::workloadsForm), Application::workloads);

    static final ObjectShape<Application> SHAPE = ObjectShape.<Application>named(
                    "Application", "Several workloads with what they share.")
            .fields(VERSION_FIELD, KIND_FIELD, NAMESPACE, NAME, DEFAULTS, WORKLOADS)
            .build(values -> new Application(
                    values.get(NAME), values.get(NAMESPACE), values.get(DEFAULTS), values.get(WORKLOADS)));

    private static MapNode defaultsForm(Schemas schemas) {
        return schemas.reference(
                "WorkloadDefaults",
                () -> new ObjectSchema<>(WorkloadShape.WORKLOAD, schemas)
                        .part("What all workloads of an application share.", Headers.NOT_SHARED));
    }

    private static MapNode workloadsForm(Schemas schemas) {
        MapNode member = schemas.reference(
                "WorkloadMember",
                () -> new ObjectSchema<>(WorkloadShape.WORKLOAD, schemas)
                        .part(
                                "A workload of an application; the defaults stand for what it leaves out.",
                                Headers.OF_THE_APPLICATION));
        return Schemas.object("type", "object", "minProperties", 1, "additionalProperties", member);
    }
}
