package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.RefusedException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an agent was started with, or a caller is configured with, by key, in words to be compared and shown. An agent
 * keeps its settings until it ends. A caller with others is told with each answer, and its edits are refused: they would
 * be carried out by settings it doesn't know of.
 *
 * @param values by key, what is usual left out; null of one who doesn't say, and differs from nobody
 */
record AgentSettings(@Nullable Map<String, String> values) {
    /** Of one who only asks how an agent is doing, or is of a version that doesn't say. */
    static final AgentSettings UNSAID = new AgentSettings(null);

    AgentSettings {
        values = values == null ? null : Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** Why a caller's edits are refused; empty when both sides say the same, or one of them nothing. */
    Optional<RefusedException> refusal(AgentSettings caller) {
        Map<String, String> ours = values;
        Map<String, String> theirs = caller.values;
        if (ours == null || theirs == null || ours.equals(theirs)) {
            return Optional.empty();
        }
        StringBuilder message = new StringBuilder("the agent (pid ")
                .append(ProcessHandle.current().pid())
                .append(") runs with other settings than are configured now:");
        TreeSet<String> keys = new TreeSet<>(ours.keySet());
        keys.addAll(theirs.keySet());
        String separator = " ";
        for (String key : keys) {
            String here = ours.getOrDefault(key, "unset");
            String there = theirs.getOrDefault(key, "unset");
            if (!here.equals(there)) {
                message.append(separator)
                        .append(key)
                        .append(" (=")
                        .append(there)
                        .append(", the agent has ");
                message.append(here).append(')');
                separator = ", ";
            }
        }
        message.append("; 'berth agent stop' ends it, the next command starts one with these; workloads run on");
        return Optional.of(RefusedException.invalid("", message.toString()));
    }
}
