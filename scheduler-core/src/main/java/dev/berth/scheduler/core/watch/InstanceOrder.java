package dev.berth.scheduler.core.watch;

import dev.berth.scheduler.status.Instance;
import java.util.Comparator;

/** By workload, then by index, those without one last. Written out: comparators put together take longer to load. */
final class InstanceOrder implements Comparator<Instance> {
    @Override
    public int compare(Instance one, Instance other) {
        int byWorkload = one.id().workload().compareTo(other.id().workload());
        if (byWorkload != 0) {
            return byWorkload;
        }
        int byIndex = Integer.compare(
                one.index().orElse(Integer.MAX_VALUE), other.index().orElse(Integer.MAX_VALUE));
        return byIndex != 0 ? byIndex : one.id().compareTo(other.id());
    }
}
