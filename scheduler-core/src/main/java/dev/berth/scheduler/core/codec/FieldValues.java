package dev.berth.scheduler.core.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The values read for the fields of one type. */
final class FieldValues {
    private final Map<String, Object> values = new HashMap<>();

    <V> void put(Field<?, V> field, V value) {
        values.put(field.name(), Objects.requireNonNull(value));
    }

    /** The value of a field of the type that is built; every such field has one by then. */
    @SuppressWarnings("unchecked") // put() ties the value's type to the field's, and no type has two fields of one name
    <V> V get(Field<?, V> field) {
        return (V) Objects.requireNonNull(values.get(field.name()), field.name());
    }
}
