package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.ListNode;
import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.Place;
import dev.berth.scheduler.core.document.PlainScalar;
import dev.berth.scheduler.core.document.ScalarNode;
import dev.berth.scheduler.spec.NativeOverride;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Documents for backends, by backend type: kept as they are, scalars typed as in JSON. */
record OverrideShape() implements Shape<Map<String, NativeOverride>> {
    private static final Pattern FRACTION = Pattern.compile("[.eE]");

    @Override
    public Optional<Map<String, NativeOverride>> read(Node node, Reading reading) {
        if (!(node instanceof MapNode map)) {
            reading.mismatch(node, "a map by backend type");
            return Optional.empty();
        }
        Map<String, NativeOverride> overrides = new TreeMap<>();
        for (MapField field : map.fields()) {
            Reading under = reading.field(field);
            if (field.value() instanceof MapNode document) {
                overrides.put(field.name(), NativeOverride.of(field.name(), tree(document, under)));
            } else {
                under.mismatch(field.value(), "a map");
            }
        }
        return Optional.of(overrides);
    }

    private static Map<String, Object> tree(MapNode map, Reading reading) {
        Map<String, Object> tree = new TreeMap<>();
        for (MapField field : map.fields()) {
            value(field.value(), reading)
                    .ifPresentOrElse(
                            value -> tree.put(field.name(), value),
                            () -> reading.unread(field.value().place()));
        }
        return tree;
    }

    private static Optional<Object> value(Node node, Reading reading) {
        if (node instanceof MapNode map) {
            return Optional.of(tree(map, reading));
        }
        if (node instanceof ListNode list) {
            List<Object> items = new ArrayList<>();
            for (Node item : list.items()) {
                value(item, reading).ifPresentOrElse(items::add, () -> reading.unread(item.place()));
            }
            return Optional.of(items);
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, reading);
        }
        reading.mismatch(node, "a map, a list, text, a number, true or false");
        return Optional.empty();
    }

    private static Optional<Object> scalar(ScalarNode scalar, Reading reading) {
        String text = scalar.text();
        if (scalar.quoted() || !PlainScalar.isJson(text)) {
            return Optional.of(text);
        }
        if (text.equals("true") || text.equals("false")) {
            return Optional.of(Boolean.valueOf(text));
        }
        BigDecimal number = new BigDecimal(text);
        boolean fraction = FRACTION.matcher(text).find();
        if (fraction
                ? Double.isInfinite(number.doubleValue())
                : number.toBigInteger().bitLength() >= Long.SIZE) {
            reading.problem(scalar.place(), "a number must fit 64 bits; write it in quotes if it is text");
            return Optional.empty();
        }
        return Optional.of(fraction ? (Object) number.doubleValue() : (Object) number.longValue());
    }

    @Override
    public Node write(Map<String, NativeOverride> overrides) {
        List<MapField> fields = new ArrayList<>();
        new TreeMap<>(overrides).forEach((type, override) -> fields.add(MapField.of(type, node(override.document()))));
        return MapNode.of(fields);
    }

    private static Node node(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<MapField> fields = new ArrayList<>();
            map.forEach((name, each) -> fields.add(MapField.of((String) name, node(each))));
            return MapNode.of(fields);
        }
        if (value instanceof List<?> list) {
            return ListNode.of(list.stream().map(OverrideShape::node).toList());
        }
        return value instanceof String text
                ? ScalarNode.text(text)
                : new ScalarNode(Place.NOWHERE, value.toString(), false);
    }

    @Override
    public MapNode schema(Schemas schemas) {
        MapNode document = Schemas.object("type", "object", "additionalProperties", value(schemas));
        return Schemas.object("type", "object", "additionalProperties", document);
    }

    private static MapNode value(Schemas schemas) {
        return schemas.reference(
                "NativeValue",
                () -> Schemas.object(
                        "type", Schemas.texts("object", "array", "string", "number", "boolean"),
                        "items", Schemas.object("$ref", "#/$defs/NativeValue"),
                        "additionalProperties", Schemas.object("$ref", "#/$defs/NativeValue")));
    }
}
