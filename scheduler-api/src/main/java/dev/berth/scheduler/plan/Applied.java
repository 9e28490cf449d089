package dev.berth.scheduler.plan;

import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Version;
import java.util.List;
import java.util.Optional;

/**
 * What became of edits (rule APP-1). All are checked before the first write; after that each stands alone, and one
 * that fails leaves the others as they are.
 *
 * @param items in the order of the plan
 */
public record Applied(List<Item> items) {
    public Applied {
        items = List.copyOf(items);
    }

    /**
     * What became of one workload.
     *
     * @param action CREATE, UPDATE, REMOVE or UNCHANGED; REMOVE too, with the same version, while an earlier removal is
     *     under way
     * @param version as accepted, by this edit or an earlier one that it repeats; for a failed edit the version before
     *     it, if there was one
     * @param revision as accepted; 0 when the workload doesn't exist
     * @param failure why it failed; {@link SchedulerException#effect} says whether something may have changed
     */
    public record Item(
            WorkloadId id,
            Change.Action action,
            Optional<Version> version,
            long revision,
            Optional<SchedulerException> failure) {}

    /**
     * This, when nothing failed.
     *
     * @throws SchedulerException the first failure, the others added as suppressed
     */
    public Applied orThrow() {
        List<SchedulerException> failures =
                items.stream().flatMap(item -> item.failure().stream()).toList();
        if (failures.isEmpty()) {
            return this;
        }
        SchedulerException first = failures.get(0);
        failures.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
        throw first;
    }
}
