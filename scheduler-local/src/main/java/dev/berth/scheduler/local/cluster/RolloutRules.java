package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.status.InstanceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many instances to make and which to stop, so that in the end there are as many of the current template as wanted
 * (rules SCL-1, UPD-1). Pure; asked again after every change, it needs no memory of what it said before.
 */
final class RolloutRules {
    private RolloutRules() {}

    /** How an instance stands, from the one missed least to the one missed most. */
    enum Standing {
        STOPPING,
        ENDED,
        PENDING,
        NOT_READY,
        /** Ready, and of the current template not for long enough to count. */
        FRESH,
        READY
    }

    /**
     * An instance, as far as it matters here.
     *
     * @param current whether it is of the current template
     * @param sequence greater for newer ones
     */
    record Copy(InstanceId id, boolean current, Standing standing, long sequence) {}

    /**
     * What to do now.
     *
     * @param stop reasons by instance
     */
    record Step(int create, Map<InstanceId, String> stop) {}

    /**
     * The next step.
     *
     * @param exclusive whether two instances can't be on one machine (a fixed port): the old one then stops first
     */
    static Step next(int replicas, RolloutPolicy policy, boolean exclusive, List<Copy> copies) {
        int unavailable = policy.maximumUnavailable().roundedDown(replicas);
        int surge = exclusive ? 0 : policy.maximumSurge().roundedUp(replicas);
        if (surge == 0) {
            unavailable = Math.max(1, unavailable);
        }
        Map<InstanceId, String> stop = new LinkedHashMap<>();
        List<Copy> live = new ArrayList<>(copies.stream()
                .filter(copy -> copy.standing() != Standing.STOPPING)
                .toList());
        live.sort(Comparator.comparing(Copy::standing).thenComparing(Copy::sequence, Comparator.reverseOrder()));
        stopExcess(replicas, live, stop);
        stopOld(replicas - unavailable, live, stop);
        return new Step(creations(replicas, unavailable, surge, copies, stop), stop);
    }

    /**
     * The next step while no instance is to be replaced: only the count is seen to. What a rollout had surged by stays,
     * so that it stands still where it is.
     */
    static Step paused(int replicas, RolloutPolicy policy, List<Copy> copies) {
        List<Copy> live = copies.stream()
                .filter(copy -> copy.standing() != Standing.STOPPING)
                .sorted(Comparator.comparing(Copy::standing).thenComparing(Copy::sequence, Comparator.reverseOrder()))
                .toList();
        boolean half = live.stream().anyMatch(Copy::current) && !live.stream().allMatch(Copy::current);
        int most = half ? replicas + policy.maximumSurge().roundedUp(replicas) : replicas;
        Map<InstanceId, String> stop = new LinkedHashMap<>();
        live.stream().limit(Math.max(0, live.size() - most)).forEach(copy -> stop.put(copy.id(), Reason.SCALED_DOWN));
        return new Step(Math.max(0, replicas - live.size()), stop);
    }

    private static void stopExcess(int replicas, List<Copy> live, Map<InstanceId, String> stop) {
        List<Copy> current = live.stream().filter(Copy::current).toList();
        current.stream()
                .limit(Math.max(0, current.size() - replicas))
                .forEach(copy -> stop.put(copy.id(), Reason.SCALED_DOWN));
    }

    /** Those that aren't ready cost nothing; of the ready ones only so many that enough stay. */
    private static void stopOld(int leastReady, List<Copy> live, Map<InstanceId, String> stop) {
        long ready = live.stream()
                .filter(copy -> copy.standing() == Standing.READY && !stop.containsKey(copy.id()))
                .count();
        for (Copy copy : live) {
            if (!copy.current() && copy.standing() != Standing.READY) {
                stop.put(copy.id(), Reason.REPLACED);
            } else if (!copy.current() && ready > leastReady) {
                stop.put(copy.id(), Reason.REPLACED);
                ready--;
            }
        }
    }

    /** Old instances count until they are gone: their places, ports and resources are taken until then. */
    private static int creations(
            int replicas, int unavailable, int surge, List<Copy> copies, Map<InstanceId, String> stop) {
        int current = 0;
        int old = 0;
        for (Copy copy : copies) {
            if (!copy.current()) {
                old++;
            } else if (copy.standing() != Standing.STOPPING && !stop.containsKey(copy.id())) {
                current++;
            }
        }
        boolean allAtOnce = surge == 0 && unavailable >= replicas;
        if (allAtOnce && old > 0) {
            return 0;
        }
        return Math.max(0, Math.min(replicas - current, replicas + surge - current - old));
    }
}
