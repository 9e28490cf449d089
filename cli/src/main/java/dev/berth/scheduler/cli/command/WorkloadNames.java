package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.status.Workload;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what names workloads on the command line: {@code name}, {@code namespace/name}, {@code -n}, {@code -l}. */
final class WorkloadNames {
    private WorkloadNames() {}

    /** In the order given, each once. */
    static Set<WorkloadId> ids(Invocation invocation) {
        Set<WorkloadId> ids = new java.util.LinkedHashSet<>();
        for (String name : invocation.parameters()) {
            ids.add(id(name, invocation.text(Options.NAMESPACE)));
        }
        return ids;
    }

    /** The names given; where labels are given too, only what has them, and everything that has them without names. */
    static Set<WorkloadId> idsAndSelected(Invocation invocation) {
        return invocation.texts(Options.LABEL).isEmpty() ? ids(invocation) : selected(invocation);
    }

    /** Everything that the names, the namespace and the labels mean together. */
    static Set<WorkloadId> selected(Invocation invocation) {
        Set<WorkloadId> ids = new java.util.LinkedHashSet<>();
        for (Workload workload : invocation.scheduler().workloads().list(selector(invocation))) {
            ids.add(workload.id());
        }
        return ids;
    }

    static WorkloadId only(Invocation invocation) {
        return ids(invocation).iterator().next();
    }

    static WorkloadId id(String name, Optional<String> namespace) {
        if (name.indexOf('/') >= 0 || namespace.isEmpty()) {
            return WorkloadId.parse(name);
        }
        return WorkloadId.of(namespace.get(), name);
    }

    /** Everything that the names, the namespace and the labels mean together. */
    static Selector selector(Invocation invocation) {
        Set<WorkloadId> ids = new TreeSet<>(ids(invocation));
        Selector selector = ids.isEmpty() ? Selector.all() : Selector.of(ids);
        Optional<String> namespace = invocation.text(Options.NAMESPACE);
        if (namespace.isPresent() && ids.isEmpty()) {
            selector = selector.inNamespace(checkedNamespace(namespace.get()));
        }
        return labelled(selector, invocation.texts(Options.LABEL), Options.LABEL);
    }

    /** Adds {@code label=value} conditions, several in one text separated by commas. */
    static Selector labelled(Selector selector, List<String> texts, String option) {
        Selector labelled = selector;
        for (String text : texts) {
            for (String condition : text.split(",", -1)) {
                int equals = condition.indexOf('=');
                if (equals <= 0) {
                    throw new UsageException(option + " (=" + text + ") must be LABEL=VALUE, or several with commas");
                }
                labelled = labelled.withLabel(condition.substring(0, equals), condition.substring(equals + 1));
            }
        }
        return labelled;
    }

    /** Reads {@code generation@incarnation}, as {@code get} prints it. */
    static Version version(String option, String text) {
        int at = text.indexOf('@');
        try {
            if (at > 0 && at < text.length() - 1) {
                return new Version(text.substring(at + 1), Long.parseLong(text, 0, at, 10));
            }
        } catch (NumberFormatException e) {
            throw versionRefused(option, text);
        }
        throw versionRefused(option, text);
    }

    private static UsageException versionRefused(String option, String text) {
        return new UsageException(
                option + " (=" + text + ") must be a version as 'berth get' prints it, such as 3@k2x9");
    }

    private static String checkedNamespace(String namespace) {
        List<dev.berth.scheduler.error.Problem> problems = WorkloadId.problems(namespace, "name");
        if (!problems.isEmpty()) {
            throw RefusedException.of(problems);
        }
        return namespace;
    }
}
