package dev.berth.scheduler.local.cluster;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The instances whose processes were just started or signalled, and of which nothing was heard since. While there are
 * others, a notice can wait a moment for theirs; with the last of them there is nothing to wait for. Of the loop only.
 */
final class Awaited {
    private final Set<LiveInstance> instances = new HashSet<>();

    void add(Collection<LiveInstance> acted) {
        instances.addAll(acted);
    }

    /** Whether this was the last one. */
    boolean heard(LiveInstance instance) {
        return instances.remove(instance) && instances.isEmpty();
    }

    boolean isEmpty() {
        return instances.isEmpty();
    }

    /** Nothing will be heard of it any more. */
    void forget(LiveInstance instance) {
        instances.remove(instance);
    }
}
