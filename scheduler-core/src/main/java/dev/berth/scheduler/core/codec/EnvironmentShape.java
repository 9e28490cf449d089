package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.ScalarNode;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.EnvironmentValue.Reference;
import dev.berth.scheduler.spec.SecretReference;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a variable holds: a text, or a map that says where the text comes from. */
record EnvironmentShape() implements Shape<EnvironmentValue> {
    private static final List<EnvironmentValue.Field> NAMED = Arrays.stream(EnvironmentValue.Field.values())
            .filter(field -> field != EnvironmentValue.Field.PORT)
            .toList();

    private static final Field<EnvironmentValue, Optional<EnvironmentValue.Field>> REFERENCE = Field.optional(
            "reference",
            "A property of the instance, filled in where it runs.",
            Scalars.oneOf(NAMED),
            value -> reference(value)
                    .filter(reference -> reference.field() != EnvironmentValue.Field.PORT)
                    .map(Reference::field));
    private static final Field<EnvironmentValue, Optional<String>> PORT = Field.optional(
            "port",
            "The number of the instance's own port of that name.",
            Scalars.TEXT,
            value -> reference(value)
                    .filter(reference -> reference.field() == EnvironmentValue.Field.PORT)
                    .map(Reference::port));
    private static final Field<EnvironmentValue, Optional<SecretReference>> SECRET = Field.optional(
            "secret",
            "A secret, filled in by the backend.",
            new LaterShape<>(() -> SecretShapes.REFERENCE),
            value -> Variants.as(EnvironmentValue.Secret.class, value).map(EnvironmentValue.Secret::reference));

    private static final ObjectShape<EnvironmentValue> FILLED_IN = ObjectShape.<EnvironmentValue>named(
                    "EnvironmentReference", "Where the value of a variable comes from.")
            .fields(REFERENCE, PORT, SECRET)
            .choice("reference", "port", "secret")
            .build(values -> Variants.first(
                    values.get(REFERENCE).map(EnvironmentValue::reference),
                    values.get(PORT).map(EnvironmentValue::port),
                    values.get(SECRET).map(EnvironmentValue::secret)));

    private static Optional<Reference> reference(EnvironmentValue value) {
        return Variants.as(Reference.class, value);
    }

    @Override
    public Optional<EnvironmentValue> read(Node node, Reading reading) {
        return switch (node.kind()) {
            case MAP -> FILLED_IN.read(node, reading);
            case SCALAR -> Optional.of(EnvironmentValue.literal(((ScalarNode) node).text()));
            case LIST, NULL, UNREADABLE -> {
                reading.mismatch(node, "text (\"\" for an empty one) or a map of reference, port or secret");
                yield Optional.empty();
            }
        };
    }

    @Override
    public Node write(EnvironmentValue value) {
        return value instanceof EnvironmentValue.Literal literal
                ? ScalarNode.text(literal.value())
                : FILLED_IN.write(value);
    }

    @Override
    public MapNode schema(Schemas schemas) {
        Shape<String> literal = Scalars.TEXT;
        return Schemas.object("anyOf", List.of(literal.schema(schemas), FILLED_IN.schema(schemas)));
    }
}
