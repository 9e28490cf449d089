package dev.berth.scheduler.core.document;

import java.util.List;
import java.util.Optional;

/**
 * Fields by name, in the order written; no name stands twice.
 *
 * @param place where the first field or the opening brace stands
 */
public record MapNode(Place place, List<MapField> fields) implements Node {
    public MapNode {
        fields = List.copyOf(fields);
    }

    /** A map that was not read from a text. */
    public static MapNode of(List<MapField> fields) {
        return new MapNode(Place.NOWHERE, fields);
    }

    /** The field of that name. Costs a walk over the fields: maps in specs are short. */
    public Optional<MapField> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    @Override
    public Kind kind() {
        return Kind.MAP;
    }

    @Override
    public String describe() {
        return "a map";
    }
}
