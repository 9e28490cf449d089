package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.MapNode;
import dev.berth.scheduler.core.document.Place;
import dev.berth.scheduler.core.document.ScalarNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Texts, numbers, truth values and names from a fixed set. */
final class Scalars {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
    private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]{0,17})(\\.[0-9]{1,17})?");

    private Scalars() {}

    /** Any text, as written: a number or a truth value without quotes is taken letter by letter. */
    static final Shape<String> TEXT = text(Schemas.object("type", Schemas.texts("string", "number", "boolean")));

    static final Shape<Boolean> TRUTH = new ScalarShape<>(
            "true or false", Scalars::truth, ScalarNode::truth, () -> Schemas.object("type", "boolean"));

    /** A number without fraction that fits 32 bits. */
    static final Shape<Integer> WHOLE_NUMBER = new ScalarShape<>(
            "a whole number",
            Scalars::whole,
            number -> ScalarNode.number(number),
            () -> Schemas.object("type", "integer"));

    /** A number that is not negative, with or without fraction. */
    static final Shape<Double> DECIMAL_NUMBER = new ScalarShape<>(
            "a number such as 2 or 1.5",
            Scalars::decimal,
            Scalars::writeDecimal,
            () -> Schemas.object("type", "number"));

    private static Shape<String> text(MapNode form) {
        return new ScalarShape<>("text", scalar -> Optional.of(scalar.text()), ScalarNode::text, () -> form);
    }

    /** Text whose form the model checks; the schema tells editors of it. */
    static Shape<String> text(String pattern, int maximumLength) {
        MapNode form = Schemas.object("type", Schemas.texts("string", "number"), "pattern", "^(?:" + pattern + ")$");
        return text(maximumLength > 0 ? Schemas.with(form, "maxLength", maximumLength) : form);
    }

    /** The constants of an enumeration, in lower case with hyphens. */
    static <E extends Enum<E>> Shape<E> oneOf(List<E> constants) {
        return new NameShape<>(constants, Scalars::nameOf);
    }

    static <E extends Enum<E>> Shape<E> oneOf(E[] constants) {
        return oneOf(Arrays.asList(constants));
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<Boolean> truth(ScalarNode scalar) {
        boolean known = scalar.text().equals("true") || scalar.text().equals("false");
        return known && !scalar.quoted() ? Optional.of(Boolean.valueOf(scalar.text())) : Optional.empty();
    }

    private static Optional<Integer> whole(ScalarNode scalar) {
        if (scalar.quoted() || !WHOLE.matcher(scalar.text()).matches()) {
            return Optional.empty();
        }
        BigInteger number = new BigInteger(scalar.text());
        return number.bitLength() < Integer.SIZE ? Optional.of(number.intValue()) : Optional.empty();
    }

    private static Optional<Double> decimal(ScalarNode scalar) {
        return !scalar.quoted() && DECIMAL.matcher(scalar.text()).matches()
                ? Optional.of(Double.valueOf(scalar.text()))
                : Optional.empty();
    }

    private static ScalarNode writeDecimal(double number) {
        BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        return new ScalarNode(Place.NOWHERE, exact.toPlainString(), false);
    }
}
