package dev.berth.scheduler.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One field of a cron schedule: the values it names, and what is wrong with it.
 *
 * @param values those of the items without a problem
 * @param problems one for each item that has one, to follow on the name and value of the schedule
 */
record CronField(SortedSet<Integer> values, List<String> problems) {
    private static final Pattern ITEM = Pattern.compile(
            "(?:\\*|(?<first>[0-9A-Za-z]{1,9})(?:-(?<last>[0-9A-Za-z]{1,9}))?)(?:/(?<step>[0-9]{1,4}))?");

    /** The fields in their order. */
    enum Unit {
        MINUTE("minute", 0, 59, ""),
        HOUR("hour", 0, 23, ""),
        DAY_OF_MONTH("day of month", 1, 31, ""),
        MONTH("month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
        /** Sunday is both 0 and 7. */
        DAY_OF_WEEK("day of week", 0, 7, "sun mon tue wed thu fri sat");

        private final String title;
        private final int lowest;
        private final int highest;
        private final String names;

        Unit(String title, int lowest, int highest, String names) {
            this.title = title;
            this.lowest = lowest;
            this.highest = highest;
            this.names = names;
        }

        private List<String> names() {
            return List.of(names.split(" ", -1));
        }

        /** -1 when there is no such value. */
        private int value(String text) {
            int name = names().indexOf(text.toLowerCase(Locale.ROOT));
            if (name >= 0) {
                return lowest + name;
            }
            boolean number = text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
            int value = number ? Integer.parseInt(text) : -1;
            return value >= lowest && value <= highest ? value : -1;
        }
    }

    static CronField parse(Unit unit, String text) {
        SortedSet<Integer> values = new TreeSet<>();
        List<String> problems = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            Matcher matcher = ITEM.matcher(item);
            Optional<String> refusal = matcher.matches() ? add(unit, matcher, values) : Optional.of("is unknown");
            refusal.ifPresent(reason -> problems.add(explain(unit, item, reason)));
        }
        return new CronField(values, problems);
    }

    private static Optional<String> add(Unit unit, Matcher item, SortedSet<Integer> values) {
        String from = item.group("first");
        String to = item.group("last");
        String stated = item.group("step");
        if (from != null && to == null && stated != null) {
            return Optional.of("has a step, which is for '*' and ranges only");
        }
        int first = from == null ? unit.lowest : unit.value(from);
        int last = from == null ? unit.highest : to == null ? first : unit.value(to);
        if (first < 0 || last < 0) {
            return Optional.of("is out of range");
        }
        int step = stated == null ? 1 : Integer.parseInt(stated);
        if (last < first || step == 0) {
            return Optional.of(step == 0 ? "has a step of 0" : "ends before it begins");
        }
        for (int value = first; value <= last; value += step) {
            values.add(value);
        }
        return Optional.empty();
    }

    private static String explain(Unit unit, String item, String refusal) {
        String names = unit.names.isEmpty() ? "" : " or names (" + unit.names + ")";
        return "must be legal: " + unit.title + " " + Text.quote(item) + " " + refusal
                + ", allowed are *, lists, ranges" + " and steps of " + unit.lowest + " to " + unit.highest + names;
    }
}
