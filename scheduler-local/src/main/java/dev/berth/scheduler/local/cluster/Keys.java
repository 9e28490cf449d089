package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.RunId;

/** Keys of the state file. Namespaces, names and incarnations have no slash, so no key begins another's. */
final class Keys {
    static final String SEQUENCE = "sequence";

    /** Of the greatest number, so that the order of keys is that of numbers. */
    private static final int DIGITS = 19;

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

    /** By hand: keys are made for each instance in each turn, and a formatter takes ten times as long. */
    private static String padded(long number) {
        String digits = Long.toString(number);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }
}
