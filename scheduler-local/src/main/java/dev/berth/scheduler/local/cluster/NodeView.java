package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.status.Node;

/**
 * A node as it is at one moment.
 *
 * @param state whether it can be reached
 * @param schedulable whether it takes new instances
 * @param draining whether its instances are to go
 * @param allocated what its instances have requested
 */
public record NodeView(
        NodeSettings settings, Node.State state, boolean schedulable, boolean draining, ResourceAmounts allocated) {}
