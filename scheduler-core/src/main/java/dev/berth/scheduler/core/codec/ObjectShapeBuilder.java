package dev.berth.scheduler.core.codec;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Puts an {@link ObjectShape} together. */
final class ObjectShapeBuilder<T> {
    private final String name;
    private final String description;
    private final List<Field<T, ?>> fields = new ArrayList<>();
    private Set<String> choice = Set.of();
    private Optional<ShortForm> shortForm = Optional.empty();
    private Sugar sugar = Sugar.NONE;

    ObjectShapeBuilder(String name, String description) {
        this.name = name;
        this.description = description;
    }

    /** In the order of the canonical form. */
    @SafeVarargs
    final ObjectShapeBuilder<T> fields(Field<T, ?>... inOrder) {
        for (Field<T, ?> field : inOrder) {
            fields.add(field);
        }
        return this;
    }

    /** Exactly one of these fields is written. */
    ObjectShapeBuilder<T> choice(String... names) {
        this.choice = new LinkedHashSet<>(List.of(names));
        return this;
    }

    ObjectShapeBuilder<T> shortForm(ShortForm form) {
        this.shortForm = Optional.of(form);
        return this;
    }

    ObjectShapeBuilder<T> sugar(Sugar more) {
        this.sugar = more;
        return this;
    }

    ObjectShape<T> build(Function<FieldValues, T> constructor) {
        return new ObjectShape<>(name, description, List.copyOf(fields), choice, shortForm, sugar, constructor);
    }
}
