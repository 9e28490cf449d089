package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.spec.ResourceAmounts;

/**
 * A node as it is at one moment.
 *
 * @param schedulable whether it takes new instances
 * @param allocated what its instances have requested
 */
public record NodeView(NodeSettings settings, boolean schedulable, ResourceAmounts allocated) {}
