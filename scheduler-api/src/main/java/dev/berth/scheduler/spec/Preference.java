package dev.berth.scheduler.spec;

/**
 * A soft condition on a node; it never blocks (rule PLC-4).
 *
 * @param constraint what is preferred
 * @param weight from 1 to 100; the sum over all preferences decides
 */
public record Preference(Constraint constraint, int weight) {}
