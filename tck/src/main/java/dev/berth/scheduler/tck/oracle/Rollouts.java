package dev.berth.scheduler.tck.oracle;

import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The limits of a rollout, from the moment a workload was stable first (rule UPD-1). */
final class Rollouts {
    private final Ledger ledger;

    private final Map<WorkloadId, Stable> stable = new HashMap<>();

    /**
     * The last time a workload was stable.
     *
     * @param incarnation of the workload: a watch need not tell the end of one before it tells of the next
     * @param ready how many, all of them
     */
    private record Stable(String incarnation, int ready) {}

    Rollouts(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The lower limit, at every state that is seen. */
    List<String> seen(Workload workload) {
        Optional<Ledger.Asked> asked = judged(workload);
        String incarnation = workload.version().incarnation();
        Stable before = stable.get(workload.id());
        List<String> wrong = new ArrayList<>();
        if (asked.isPresent() && before != null && before.incarnation().equals(incarnation)) {
            int replicas = replicas(asked.get(), workload);
            int least = Math.min(before.ready(), replicas) - unavailable(asked.get(), replicas);
            if (workload.status().ready() < least) {
                wrong.add("UPD-1: " + workload.id() + " has "
                        + workload.status().ready() + " ready and must have " + least + " or more");
            }
        }
        if (workload.status().phase() == Phase.STABLE) {
            stable.put(workload.id(), new Stable(incarnation, workload.status().desired()));
        }
        return wrong;
    }

    void removed(WorkloadId id) {
        stable.remove(id);
    }

    /** The upper limit. */
    List<String> wrong(Picture picture) {
        List<String> wrong = new ArrayList<>();
        for (Workload workload : picture.workloads().values()) {
            judged(workload)
                    .filter(asked -> asked.version().equals(workload.version()))
                    .ifPresent(asked -> {
                        int there = picture.counted(workload.id()).size();
                        int replicas = replicas(asked, workload);
                        int most = replicas + policy(asked).maximumSurge().roundedUp(replicas);
                        if (there > most) {
                            wrong.add("UPD-1: " + workload.id() + " has " + there + " instances and must have " + most
                                    + " at the most");
                        }
                    });
        }
        return wrong;
    }

    /** What is in the test's own hands isn't judged; nor are fixed ports, for which the old one has to go first. */
    private Optional<Ledger.Asked> judged(Workload workload) {
        return ledger.latest(workload.id())
                .filter(asked -> isService(workload.mode()))
                .filter(asked -> !asked.disturbed() && !asked.pending() && !hasFixedPort(asked.spec()))
                .filter(asked -> workload.status().phase() != Phase.REMOVING);
    }

    /** On how many nodes there is to be one, of which the oracle has a rule of its own; else what was asked for. */
    private static int replicas(Ledger.Asked asked, Workload workload) {
        return asked.spec().mode().kind() == Mode.Kind.GLOBAL
                ? workload.status().desired()
                : asked.replicas();
    }

    private static int unavailable(Ledger.Asked asked, int replicas) {
        int unavailable = policy(asked).maximumUnavailable().roundedDown(replicas);
        int surge = policy(asked).maximumSurge().roundedUp(replicas);
        return unavailable == 0 && surge == 0 ? 1 : unavailable;
    }

    private static boolean isService(Mode.Kind mode) {
        return mode == Mode.Kind.REPLICATED || mode == Mode.Kind.GLOBAL;
    }

    private static RolloutPolicy policy(Ledger.Asked asked) {
        return asked.spec().rollout();
    }

    private static boolean hasFixedPort(WorkloadSpec spec) {
        return spec.tasks().stream()
                .flatMap(task -> task.ports().stream())
                .anyMatch(port -> port.reach() == Port.Reach.FIXED);
    }
}
