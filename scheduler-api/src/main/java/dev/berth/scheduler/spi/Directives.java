package dev.berth.scheduler.spi;

/**
 * What was asked for beside the spec: verbs that last. A translator renders them natively and outside of what instances
 * are made from, so that they restart nothing; one whose backend can't have them doesn't declare their capabilities and
 * never meets them.
 */
public sealed interface Directives permits DirectivesData {
    /** The usual: everything goes on. */
    Directives NONE = new DirectivesData(false, false);

    /**
     * Whether a rollout stands still where it is: no instance is replaced, and lost ones come back as they were as far
     * as the backend can. Of a CRON, whether no tick fires.
     */
    boolean paused();

    /** Whether the run of a BATCH or GLOBAL_BATCH is to end, what runs being stopped, and nothing of it starts again. */
    boolean cancelled();

    Directives withPaused(boolean value);

    Directives withCancelled(boolean value);
}

record DirectivesData(boolean paused, boolean cancelled) implements Directives {
    @Override
    public Directives withPaused(boolean value) {
        return new DirectivesData(value, cancelled);
    }

    @Override
    public Directives withCancelled(boolean value) {
        return new DirectivesData(paused, value);
    }
}
