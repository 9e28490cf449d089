package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells every subscription what to look at again. Subscribing is thread-safe; the rest is the loop's. */
final class Changes {
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

    void add(Subscription subscription) {
        subscriptions.add(subscription);
    }

    void remove(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    void workload(WorkloadId id) {
        subscriptions.forEach(subscription -> subscription.changed(new ChangeKey.OfWorkload(id)));
    }

    void instance(InstanceId id) {
        subscriptions.forEach(subscription -> subscription.changed(new ChangeKey.OfInstance(id)));
    }

    void node(String name) {
        subscriptions.forEach(subscription -> subscription.changed(new ChangeKey.OfNode(name)));
    }

    void ended(InstanceView last) {
        subscriptions.forEach(subscription -> subscription.ended(last));
    }

    /** Tells all that nothing will come any more. */
    void close() {
        subscriptions.forEach(Subscription::end);
    }
}
