package dev.berth.scheduler.spec;

/**
 * What a task needs and what it may use.
 *
 * @param requests counted against a node's allocatable amounts at placement (rule PLC-7)
 * @param limits enforced while the task runs (rule RES-1)
 */
public record Resources(ResourceAmounts requests, ResourceAmounts limits) {
    public static final Resources NONE = new Resources(ResourceAmounts.NONE, ResourceAmounts.NONE);
}
