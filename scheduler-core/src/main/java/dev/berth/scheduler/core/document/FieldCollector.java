package dev.berth.scheduler.core.document;

import dev.berth.scheduler.error.SourcePosition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of one map while it is read: the first of a name stays, each further one is a problem. */
final class FieldCollector {
    private final Assembly assembly;
    private final Map<String, MapField> fields = new LinkedHashMap<>();

    FieldCollector(Assembly assembly) {
        this.assembly = assembly;
    }

    void add(MapField field) {
        MapField first = fields.putIfAbsent(field.name(), field);
        if (first != null) {
            String where = first.place()
                    .position()
                    .map(SourcePosition::line)
                    .map(line -> "it already stands in line " + line)
                    .orElse("it already stands");
            assembly.problem(field.place(), "duplicate field; " + where);
        }
    }

    List<MapField> fields() {
        return List.copyOf(fields.values());
    }
}
