package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The JSON Schema of an {@link ObjectShape}. */
record ObjectSchema<T>(ObjectShape<T> shape, Schemas schemas) {
    MapNode definition() {
        MapNode object = longForm();
        return shape.shortForm().map(form -> anyOf(shortForm(form), object)).orElse(object);
    }

    /** The form with all fields. */
    MapNode longForm() {
        MapNode object = Schemas.object("description", shape.description(), "type", "object");
        object = Schemas.with(object, "properties", MapNode.of(properties()));
        List<String> required = required();
        if (!required.isEmpty()) {
            object = Schemas.with(object, "required", required);
        }
        if (!shape.choice().isEmpty()) {
            object = Schemas.with(object, "oneOf", oneRequired(shape.choice().stream()));
        }
        List<MapNode> rules =
                Stream.concat(alternatives().stream(), exclusions().stream()).toList();
        if (!rules.isEmpty()) {
            object = Schemas.with(object, "allOf", rules);
        }
        return Schemas.with(object, "additionalProperties", false);
    }

    /** The long form without some fields, and with nothing required: a part that something else completes. */
    MapNode part(String partDescription, List<String> without) {
        List<MapField> kept = properties().stream()
                .filter(field -> !without.contains(field.name()))
                .toList();
        MapNode part = Schemas.object("description", partDescription, "type", "object");
        part = Schemas.with(part, "properties", MapNode.of(kept));
        return Schemas.with(part, "additionalProperties", false);
    }

    private List<MapNode> exclusions() {
        return shape.sugar().fields().stream()
                .map(field -> Schemas.object(
                        "not", Schemas.object("required", Schemas.texts(field.name(), field.insteadOf()))))
                .toList();
    }

    private List<MapField> properties() {
        List<MapField> properties = new ArrayList<>();
        shape.fields().forEach(field -> properties.add(MapField.of(field.name(), property(field))));
        shape.sugar()
                .fields()
                .forEach(field -> properties.add(MapField.of(
                        field.name(),
                        described(field.description(), field.shape().schema(schemas)))));
        return properties;
    }

    private <V> MapNode property(Field<T, V> field) {
        MapNode property = described(field.description(), field.shape().schema(schemas));
        Optional<Node> missing =
                field.missing().filter(value -> !(value instanceof Optional<?>)).map(field.shape()::write);
        return missing.map(node -> Schemas.with(property, "default", node)).orElse(property);
    }

    private static MapNode described(String description, MapNode schema) {
        List<MapField> fields =
                new ArrayList<>(Schemas.object("description", description).fields());
        schema.fields().stream()
                .filter(field -> !field.name().equals("description"))
                .forEach(fields::add);
        return MapNode.of(fields);
    }

    private List<String> required() {
        return shape.fields().stream()
                .filter(Field::isRequired)
                .map(Field::name)
                .filter(name -> standIns(name).isEmpty())
                .toList();
    }

    /** For each required field that others may stand for: one of them all. */
    private List<MapNode> alternatives() {
        return shape.fields().stream()
                .filter(Field::isRequired)
                .map(Field::name)
                .filter(name -> !standIns(name).isEmpty())
                .map(name ->
                        Schemas.object("anyOf", oneRequired(Stream.concat(Stream.of(name), standIns(name).stream()))))
                .toList();
    }

    private List<String> standIns(String name) {
        return shape.sugar().fields().stream()
                .filter(field -> field.enough() && field.insteadOf().equals(name))
                .map(Sugar.SugarField::name)
                .toList();
    }

    private static List<MapNode> oneRequired(Stream<String> names) {
        return names.map(name -> Schemas.object("required", Schemas.texts(name)))
                .toList();
    }

    private MapNode shortForm(ShortForm form) {
        if (form instanceof ShortForm.OfField ofField) {
            return shape.fields().stream()
                    .filter(field -> field.name().equals(ofField.name()))
                    .map(this::property)
                    .findFirst()
                    .orElseThrow();
        }
        return Schemas.object("enum", ((ShortForm.OfChoice) form).names());
    }

    private static MapNode anyOf(MapNode first, MapNode second) {
        return Schemas.object("anyOf", List.of(first, second));
    }
}
