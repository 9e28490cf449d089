package dev.berth.scheduler.tck.backend;

import dev.berth.scheduler.status.NodeId;

/**
 * A running copy of a workload, as the environment sees it.
 *
 * @param instance the last part of the instance's id, or the native name by which the adapter derives it
 * @param node where it really is
 * @param handle the native name: a process id, a container's id
 */
public record NativeInstance(String instance, NodeId node, String handle) {}
