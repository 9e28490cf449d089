package dev.berth.scheduler.k8s.status;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as API servers write them. */
final class Quantities {
    private static final Pattern QUANTITY = Pattern.compile(
            "([+-]?[0-9]{1,30}(?:\\.[0-9]{0,30})?|[+-]?\\.[0-9]{1,30})([a-zA-Z]{0,2}|[eE][+-]?[0-9]{1,2})");

    private static final Map<String, BigDecimal> UNITS = Map.ofEntries(
            Map.entry("n", BigDecimal.ONE.movePointLeft(9)),
            Map.entry("u", BigDecimal.ONE.movePointLeft(6)),
            Map.entry("m", BigDecimal.ONE.movePointLeft(3)),
            Map.entry("", BigDecimal.ONE),
            Map.entry("k", BigDecimal.ONE.movePointRight(3)),
            Map.entry("M", BigDecimal.ONE.movePointRight(6)),
            Map.entry("G", BigDecimal.ONE.movePointRight(9)),
            Map.entry("T", BigDecimal.ONE.movePointRight(12)),
            Map.entry("P", BigDecimal.ONE.movePointRight(15)),
            Map.entry("E", BigDecimal.ONE.movePointRight(18)),
            Map.entry("Ki", binary(10)),
            Map.entry("Mi", binary(20)),
            Map.entry("Gi", binary(30)),
            Map.entry("Ti", binary(40)),
            Map.entry("Pi", binary(50)),
            Map.entry("Ei", binary(60)));

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Quantities() {}

    /** Of a number of processors; empty when it is none that can be read. */
    static OptionalLong millicores(String quantity) {
        return scaled(quantity, 3);
    }

    /** Empty when it is none that can be read. */
    static OptionalLong bytes(String quantity) {
        return scaled(quantity, 0);
    }

    private static OptionalLong scaled(String quantity, int places) {
        Matcher matcher = QUANTITY.matcher(quantity);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        String unit = matcher.group(2);
        BigDecimal factor = UNITS.get(unit);
        if (factor == null) {
            if (!unit.matches("[eE][+-]?[0-9]+")) {
                return OptionalLong.empty();
            }
            factor = new BigDecimal("1" + unit);
        }
        BigDecimal amount = new BigDecimal(matcher.group(1)).multiply(factor).movePointRight(places);
        return OptionalLong.of(amount.max(BigDecimal.ZERO)
                .min(LARGEST)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact());
    }

    private static BigDecimal binary(int bits) {
        return BigDecimal.valueOf(1L << bits);
    }
}
