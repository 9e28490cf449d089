package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;

/** Names something that changed; what it is now is looked up when somebody wants to know. */
public sealed interface ChangeKey permits ChangeKey.OfWorkload, ChangeKey.OfInstance, ChangeKey.OfNode {
    /** A workload: its object, records or instances. */
    record OfWorkload(WorkloadId id) implements ChangeKey {}

    /** One instance. */
    record OfInstance(InstanceId id) implements ChangeKey {}

    /** A node. */
    record OfNode(String name) implements ChangeKey {}
}
