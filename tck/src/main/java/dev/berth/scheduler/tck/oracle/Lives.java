package dev.berth.scheduler.tck.oracle;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** That an id means one instance for ever (rule IDN-2). */
final class Lives {
    private final Ledger ledger;
    private final Map<InstanceId, Instance> last = new HashMap<>();
    private final Set<InstanceId> ended = new HashSet<>();

    Lives(Ledger ledger) {
        this.ledger = ledger;
    }

    List<String> seen(Instance instance) {
        List<String> wrong = new ArrayList<>();
        if (ended.contains(instance.id())) {
            wrong.add("IDN-2: " + instance.id() + " has ended and is there again");
        }
        Instance before = last.put(instance.id(), instance);
        if (before == null) {
            return wrong;
        }
        if (before.node().isPresent()
                && instance.node().isPresent()
                && !before.node().equals(instance.node())) {
            wrong.add("IDN-2: " + instance.id() + " moved from " + before.node().get() + " to "
                    + instance.node().get() + " and kept its id");
        }
        if (instance.restarts() < before.restarts()) {
            wrong.add("IDN-2: restarts of " + instance.id() + " went from " + before.restarts() + " to "
                    + instance.restarts());
        }
        // A revision that is made equal to an earlier one takes over its instances; once it is no longer the present
        // one,
        // they may be told as of the earlier one.
        if (instance.revision() < before.revision() && !areEqual(instance, before.revision())) {
            wrong.add("IDN-2: " + instance.id() + " went back from revision " + before.revision() + " to "
                    + instance.revision() + " and kept its id");
        }
        return wrong;
    }

    private boolean areEqual(Instance instance, long revision) {
        WorkloadId id = instance.id().workload();
        return ledger.spec(id, revision)
                .flatMap(one -> ledger.spec(id, instance.revision())
                        .filter(other ->
                                other.toBuilder().mode(one.mode()).build().equals(one)))
                .isPresent();
    }

    List<String> ended(Instance instance) {
        List<String> wrong = seen(instance);
        ended.add(instance.id());
        return wrong;
    }
}
