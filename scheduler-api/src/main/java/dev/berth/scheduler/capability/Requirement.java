package dev.berth.scheduler.capability;

/**
 * A field of a spec that needs a capability.
 *
 * @param path the field, such as {@code tasks[0].health.readiness.http}
 * @param capability what it needs
 */
public record Requirement(String path, Capability capability) {}
