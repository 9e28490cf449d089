package dev.berth.scheduler.k8s.status;

import dev.berth.scheduler.status.Explanation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what a scheduler says of a pod without a node into numbers (rule PLC-6). */
public final class SchedulingMessages {
    private static final Pattern MESSAGE =
            Pattern.compile("[0-9]{1,9}/([0-9]{1,9}) nodes are available(?:: (.*))?", Pattern.DOTALL);

    /** What could be stopped for it is another matter, and what comes after the first sentence. */
    private static final Pattern END = Pattern.compile("\\.(?: (?:no new claims|preemption: ).*)?$", Pattern.DOTALL);

    private static final Pattern NEXT = Pattern.compile(", (?=[0-9]{1,9} )");
    private static final Pattern CLAUSE = Pattern.compile("([0-9]{1,9}) (?:node\\(s\\) )?(.+)", Pattern.DOTALL);
    private static final String NO_NODES = "no nodes available to schedule pods";

    private SchedulingMessages() {}

    /**
     * Reads the message of a pod's condition PodScheduled.
     *
     * @return empty when it says nothing about nodes
     */
    public static Optional<Explanation> explanation(String message) {
        if (message.startsWith(NO_NODES)) {
            return Optional.of(new Explanation(0, List.of()));
        }
        Matcher matcher = MESSAGE.matcher(message);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<Explanation.Reason> reasons = new ArrayList<>();
        String clauses = Optional.ofNullable(matcher.group(2)).orElse("");
        for (String clause : NEXT.split(END.matcher(clauses).replaceFirst(""), -1)) {
            Matcher parts = CLAUSE.matcher(clause);
            if (parts.matches()) {
                reasons.add(new Explanation.Reason(Integer.parseInt(parts.group(1)), words(parts.group(2))));
            } else if (!clause.isEmpty()) {
                // What the pod itself lacks, whatever the node.
                reasons.add(new Explanation.Reason(Integer.parseInt(matcher.group(1)), words(clause)));
            }
        }
        reasons.sort(Comparator.comparing(Explanation.Reason::count).reversed());
        return Optional.of(new Explanation(Integer.parseInt(matcher.group(1)), reasons));
    }

    /** As the middle of a sentence. */
    private static String words(String clause) {
        return clause.substring(0, 1).toLowerCase(Locale.ROOT) + clause.substring(1);
    }
}
