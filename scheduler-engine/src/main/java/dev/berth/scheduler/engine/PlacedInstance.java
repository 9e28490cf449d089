package dev.berth.scheduler.engine;

import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.NodeId;

/**
 * An instance that occupies a node, until it is gone.
 *
 * @param request what it was placed with: it keeps its resources and ports, and others keep clear of it
 */
public record PlacedInstance(InstanceId id, NodeId node, PlacementRequest request) {}
