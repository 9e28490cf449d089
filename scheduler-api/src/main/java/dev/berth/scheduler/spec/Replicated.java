package dev.berth.scheduler.spec;

/**
 * Keeps a number of instances running.
 *
 * @param replicas how many, 0 or more
 */
public record Replicated(int replicas) implements Mode {
    @Override
    public Kind kind() {
        return Kind.REPLICATED;
    }
}
