package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.Place;
import dev.berth.scheduler.core.document.ScalarNode;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts with units. */
final class Quantities {
    private static final String NUMBER = "[0-9]{1,19}(?:\\.[0-9]{1,9})?";
    private static final Pattern MEMORY = Pattern.compile("(" + NUMBER + ")([kKMGTP]i?)?");
    private static final Pattern CPU = Pattern.compile("(" + NUMBER + ")(m?)");
    private static final Pattern AMOUNT = Pattern.compile("(-?[0-9]{1,9})(%?)");
    private static final Pattern WHOLE = Pattern.compile("[0-9]+");
    private static final String UNITS = "kMGTP";

    private Quantities() {}

    static final Shape<Memory> MEMORY_AMOUNT = quantity(
            "whole bytes such as 512Mi, 1.5Gi, 1G or 1000000 (units: k, M, G, T, P and Ki, Mi, Gi, Ti, Pi)",
            MEMORY,
            Quantities::memory);

    static final Shape<Cpu> CPU_AMOUNT =
            quantity("cores such as 2 or 0.5, or millicores such as 500m", CPU, Quantities::cpu);

    static final Shape<Amount> COUNT_OR_PERCENT =
            quantity("a whole number, or a percentage such as 25%", AMOUNT, Quantities::amount);

    private static <T> Shape<T> quantity(String expected, Pattern pattern, Function<Matcher, Optional<T>> parse) {
        return new ScalarShape<>(
                expected,
                scalar -> Optional.of(pattern.matcher(scalar.text()))
                        .filter(Matcher::matches)
                        .flatMap(parse),
                value -> write(value.toString()),
                () -> Schemas.object(
                        "type", Schemas.texts("string", "number"), "pattern", "^(?:" + pattern.pattern() + ")$"));
    }

    /** A number without unit is written as one, anything else as text. */
    private static ScalarNode write(String text) {
        return new ScalarNode(Place.NOWHERE, text, !WHOLE.matcher(text).matches());
    }

    private static Optional<Memory> memory(Matcher matcher) {
        Optional<String> unit = Optional.ofNullable(matcher.group(2));
        return whole(new BigDecimal(matcher.group(1))
                        .multiply(unit.map(Quantities::factor).orElse(BigDecimal.ONE)))
                .map(Memory::new);
    }

    private static BigDecimal factor(String unit) {
        int power = UNITS.indexOf(unit.charAt(0) == 'K' ? 'k' : unit.charAt(0)) + 1;
        return BigDecimal.valueOf(unit.endsWith("i") ? 1024 : 1000).pow(power);
    }

    private static Optional<Cpu> cpu(Matcher matcher) {
        BigDecimal number = new BigDecimal(matcher.group(1));
        return whole(matcher.group(2).isEmpty() ? number.multiply(BigDecimal.valueOf(1000)) : number)
                .map(Cpu::new);
    }

    private static Optional<Amount> amount(Matcher matcher) {
        int number = Integer.parseInt(matcher.group(1));
        return Optional.of(new Amount(number, !matcher.group(2).isEmpty()));
    }

    private static Optional<Long> whole(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        boolean fits = plain.scale() <= 0 && plain.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return fits ? Optional.of(plain.longValueExact()) : Optional.empty();
    }
}
