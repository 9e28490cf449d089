package dev.berth.scheduler.status;

import java.util.List;

/**
 * Why an instance can't be placed, in numbers (rule PLC-6).
 *
 * @param nodes how many nodes were looked at
 * @param reasons how many of them each condition excludes, most first; a node counts once, under the first condition
 *     that excludes it
 */
public record Explanation(int nodes, List<Reason> reasons) {
    public Explanation {
        reasons = List.copyOf(reasons);
    }

    /**
     * One condition.
     *
     * @param count how many nodes it excludes
     * @param what the condition as a clause: {@code lack label:disk=ssd}, {@code insufficient cpu}
     */
    public record Reason(int count, String what) {}

    /** For people: {@code 3 nodes: 2 lack label:disk=ssd, 1 insufficient cpu}. */
    public String sentence() {
        StringBuilder text = new StringBuilder().append(nodes).append(nodes == 1 ? " node" : " nodes");
        String separator = ": ";
        for (Reason reason : reasons) {
            text.append(separator).append(reason.count()).append(' ').append(reason.what());
            separator = ", ";
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return sentence();
    }
}
