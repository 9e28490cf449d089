package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapField;
import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.Place;
import dev.berth.scheduler.core.document.ScalarNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A type with named fields.
 *
 * @param choice names of fields of which exactly one is written; empty when there are no such fields
 */
record ObjectShape<T>(
        String name,
        String description,
        List<Field<T, ?>> fields,
        Set<String> choice,
        Optional<ShortForm> shortForm,
        Sugar sugar,
        Function<FieldValues, T> build)
        implements Shape<T> {

    static <T> ObjectShapeBuilder<T> named(String name, String description) {
        return new ObjectShapeBuilder<>(name, description);
    }

    @Override
    public Optional<T> read(Node node, Reading reading) {
        return readValues(node, reading).map(build);
    }

    /** The value of every field; empty when one that has no default could not be read. */
    Optional<FieldValues> readValues(Node node, Reading reading) {
        Optional<MapNode> written =
                node instanceof MapNode map ? Optional.of(map) : shortForm.flatMap(form -> form.expand(node));
        if (written.isEmpty()) {
            tellForm(node, reading);
            return Optional.empty();
        }
        tellUnknown(written.get(), reading);
        MapNode map = sugar.expand(written.get(), reading);
        FieldValues values = new FieldValues();
        boolean complete = new ChoiceRule(choice).check(map, reading);
        for (Field<T, ?> field : fields) {
            complete &= readField(field, map, values, reading);
        }
        return complete ? Optional.of(values) : Optional.empty();
    }

    private void tellForm(Node node, Reading reading) {
        boolean choosable =
                shortForm.filter(ShortForm.OfChoice.class::isInstance).isPresent();
        if (choosable && node instanceof ScalarNode scalar) {
            reading.refuse(scalar, "is not known" + NearestName.hint(scalar.text(), choice));
        } else {
            reading.mismatch(node, "a map of " + String.join(", ", allowedNames()));
        }
    }

    private <V> boolean readField(Field<T, V> field, MapNode map, FieldValues values, Reading reading) {
        Optional<MapField> written = map.field(field.name());
        Optional<V> read = written.flatMap(found -> field.shape().read(found.value(), under(found, reading)));
        if (written.isEmpty() && field.isRequired()) {
            Place missing = map.place().beyond(Place.fieldStep(field.name()));
            reading.problem(missing, "is missing: " + field.description());
            reading.unread(missing);
        }
        if (written.isPresent() && read.isEmpty()) {
            reading.unread(written.get().value().place());
        }
        Optional<V> value = read.or(field::missing);
        value.ifPresent(present -> values.put(field, present));
        boolean chosenUnread = choice.contains(field.name()) && written.isPresent() && read.isEmpty();
        return value.isPresent() && !chosenUnread;
    }

    private Reading under(MapField field, Reading reading) {
        return choice.contains(field.name()) ? reading.choice(field) : reading.field(field);
    }

    private void tellUnknown(MapNode map, Reading reading) {
        List<String> allowed = allowedNames();
        for (MapField field : map.fields()) {
            if (!allowed.contains(field.name())) {
                reading.unknown(field.place(), field.name(), allowed);
            }
        }
    }

    List<String> allowedNames() {
        return Stream.concat(
                        fields.stream().map(Field::name),
                        sugar.fields().stream().map(Sugar.SugarField::name))
                .toList();
    }

    @Override
    public MapNode write(T value) {
        return fields.stream()
                .filter(field -> field.isWritten(value))
                .map(field -> writeField(field, value))
                .collect(Collectors.collectingAndThen(Collectors.toList(), MapNode::of));
    }

    private static <T, V> MapField writeField(Field<T, V> field, T value) {
        return MapField.of(field.name(), field.shape().write(field.get().apply(value)));
    }

    @Override
    public MapNode schema(Schemas schemas) {
        return schemas.reference(name, () -> new ObjectSchema<>(this, schemas).definition());
    }
}
