package dev.berth.scheduler.swarm.status;

import dev.berth.scheduler.status.Explanation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what a manager says of a task without a node into numbers (rule PLC-6). */
public final class SchedulingErrors {
    private static final Pattern ERROR = Pattern.compile("no suitable node(?: \\((.*)\\))?", Pattern.DOTALL);
    private static final Pattern COUNT_LAST = Pattern.compile("(.+) on ([0-9]{1,9}) nodes?");
    private static final Pattern COUNT_FIRST = Pattern.compile("([0-9]{1,9}) nodes? (.+)");

    private SchedulingErrors() {}

    /**
     * Reads the error of a task.
     *
     * @param nodes how many there are
     * @return empty when it says nothing about nodes
     */
    public static Optional<Explanation> explanation(String error, int nodes) {
        Matcher matcher = ERROR.matcher(error);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<Explanation.Reason> reasons = new ArrayList<>();
        List<String> uncounted = new ArrayList<>();
        for (String clause : Optional.ofNullable(matcher.group(1)).orElse("").split("; ", -1)) {
            reason(clause).ifPresentOrElse(reasons::add, () -> uncounted.add(clause));
        }
        int left = nodes - reasons.stream().mapToInt(Explanation.Reason::count).sum();
        for (String clause : uncounted) {
            if (!clause.isEmpty()) {
                // The manager counts no nodes for some conditions: they are those that nothing else excludes.
                reasons.add(new Explanation.Reason(Math.max(left, 0), clause));
                left = 0;
            }
        }
        reasons.sort(Comparator.comparing(Explanation.Reason::count).reversed());
        return Optional.of(new Explanation(nodes, reasons));
    }

    private static Optional<Explanation.Reason> reason(String clause) {
        Matcher last = COUNT_LAST.matcher(clause);
        if (last.matches()) {
            return Optional.of(new Explanation.Reason(Integer.parseInt(last.group(2)), last.group(1)));
        }
        Matcher first = COUNT_FIRST.matcher(clause);
        return first.matches()
                ? Optional.of(new Explanation.Reason(Integer.parseInt(first.group(1)), first.group(2)))
                : Optional.empty();
    }
}
