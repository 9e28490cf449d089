package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.spec.WorkloadId;
import java.util.Locale;
import java.util.Optional;

/** An operand {@code WORKLOAD=NUMBER}. */
record NumberedWorkload(WorkloadId id, long number) {
    /**
     * Reads one.
     *
     * @param what the number is, in lower case
     * @param maximum the greatest number that can be meant
     * @param hint ends the message about one without a number
     */
    static NumberedWorkload parse(String operand, Optional<String> namespace, String what, long maximum, String hint) {
        int equals = operand.indexOf('=');
        if (equals <= 0) {
            throw new UsageException("'" + operand + "' must be WORKLOAD=" + what.toUpperCase(Locale.ROOT)
                    + ", such as " + (equals == 0 ? "web" : operand) + "=3" + hint);
        }
        return new NumberedWorkload(
                WorkloadNames.id(operand.substring(0, equals), namespace),
                number(operand.substring(equals + 1), what, maximum));
    }

    private static long number(String text, String what, long maximum) {
        try {
            long number = Long.parseLong(text);
            if (Math.abs(number) <= maximum) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(what + " (=" + text + ") must be a whole number", e);
        }
        throw new UsageException(what + " (=" + text + ") must be from 0 to " + maximum);
    }
}
