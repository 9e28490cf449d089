package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.RunId;

/** Keys of the state file. Namespaces, names and incarnations have no slash, so no key begins another's. */
final class Keys {
    static final String SEQUENCE = "sequence";

    private Keys() {}

    static String of(WorkloadId id) {
        return id.toString();
    }

    /** Begins the keys of everything that belongs to a workload. */
    static String under(WorkloadId id) {
        return id + "/";
    }

    static String record(WorkloadId id, long generation) {
        return under(id) + padded(generation);
    }

    static String run(RunId id) {
        return under(id.workload()) + id.name();
    }

    static String template(WorkloadId id, String incarnation, long revision) {
        return under(id) + incarnation + "/" + padded(revision);
    }

    /** The workload of any key above. */
    static WorkloadId workload(String key) {
        int first = key.indexOf('/');
        int second = key.indexOf('/', first + 1);
        return WorkloadId.parse(second < 0 ? key : key.substring(0, second));
    }

    private static String padded(long number) {
        return String.format("%019d", number);
    }
}
