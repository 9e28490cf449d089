package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapNode;

/** The JSON Schema of a document, put together from the shapes that also read and write it. */
final class SpecSchema {
    private SpecSchema() {}

    static MapNode document() {
        Schemas schemas = new Schemas();
        MapNode workload = WorkloadShape.WORKLOAD.schema(schemas);
        MapNode application = Application.SHAPE.schema(schemas);
        return Schemas.object(
                "$schema",
                "https://json-schema.org/draft/2020-12/schema",
                "$id",
                "https://berth.dev/schema/berth-v1.schema.json",
                "title",
                "Berth workloads, berth/v1",
                "type",
                "object",
                "required",
                Schemas.texts("apiVersion", "kind"),
                "properties",
                Schemas.object(
                        "apiVersion", Schemas.object("const", WorkloadShape.API_VERSION),
                        "kind", Schemas.object("enum", Schemas.texts(WorkloadShape.KIND, Application.KIND))),
                "if",
                Schemas.object("properties", Schemas.object("kind", Schemas.object("const", Application.KIND))),
                "then",
                application,
                "else",
                workload,
                "$defs",
                schemas.definitions());
    }
}
