package dev.berth.scheduler.spec;

/** Keeps one instance running on each matching node, following nodes that join, leave or change labels. */
public record Global() implements Mode {
    @Override
    public Kind kind() {
        return Kind.GLOBAL;
    }
}
