package dev.berth.scheduler.cli.render;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How things are called in front of people: as short as the command line takes them back. */
public final class Names {
    private Names() {}

    /** {@code name} in the default namespace, else {@code namespace/name}. */
    public static String workload(WorkloadId id) {
        return id.namespace().equals(WorkloadId.DEFAULT_NAMESPACE) ? id.name() : id.namespace() + "/" + id.name();
    }

    /** The workload's name, a slash, and what tells the instance from its sisters. */
    public static String instance(InstanceId id) {
        return workload(id.workload()) + "/" + id.uid();
    }

    /** A constant in small letters: {@code crash-loop}. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code DEADLINE_EXCEEDED: signal TERM}, or as much of it as there is. */
    public static String reason(String reason, String message) {
        return reason.isEmpty() || message.isEmpty() ? reason + message : reason + ": " + message;
    }

    /** A time to the second: the rest is for machines. */
    public static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code 1 instance}, {@code 2 instances}. */
    public static String count(long number, String singular) {
        return number + " " + singular + (number == 1 ? "" : "s");
    }
}
