package dev.berth.scheduler.spec;

import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name of a workload (rule IDN-1): namespace and name, each a DNS label of at most 30 characters, so that
 * {@code namespace_name} fits the 63 characters of the narrowest orchestrator without hashing.
 */
public record WorkloadId(String namespace, String name) implements Comparable<WorkloadId> {
    /** The longest namespace or name, in characters. */
    public static final int MAXIMUM_LENGTH = 30;

    /** Where a workload lives that names no namespace. */
    public static final String DEFAULT_NAMESPACE = "default";

    /**
     * Checks both parts.
     *
     * @throws RefusedException INVALID, with every violation of both parts
     */
    public WorkloadId {
        List<Problem> problems = problems(namespace, name);
        if (!problems.isEmpty()) {
            throw RefusedException.of(problems);
        }
    }

    public static WorkloadId of(String namespace, String name) {
        return new WorkloadId(namespace, name);
    }

    /** Reads {@code namespace/name}, or {@code name} alone in {@link #DEFAULT_NAMESPACE}. */
    public static WorkloadId parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? new WorkloadId(DEFAULT_NAMESPACE, text)
                : new WorkloadId(text.substring(0, slash), text.substring(slash + 1));
    }

    /** What is wrong with these parts, under the paths {@code namespace} and {@code name}; empty when legal. */
    public static List<Problem> problems(String namespace, String name) {
        List<Problem> problems = new ArrayList<>();
        DnsLabel.check(namespace, MAXIMUM_LENGTH, Findings.root(problems).field("namespace"));
        DnsLabel.check(name, MAXIMUM_LENGTH, Findings.root(problems).field("name"));
        return problems;
    }

    /** Written out, as is equals: linking what the compiler makes for a record would cost a short command 10 ms. */
    @Override
    public int hashCode() {
        return 31 * namespace.hashCode() + name.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WorkloadId id && namespace.equals(id.namespace) && name.equals(id.name);
    }

    @Override
    public int compareTo(WorkloadId other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
