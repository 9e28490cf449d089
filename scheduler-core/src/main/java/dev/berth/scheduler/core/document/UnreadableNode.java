package dev.berth.scheduler.core.document;

/** Something whose problem was already told; whoever reads the tree passes over it in silence. */
public record UnreadableNode(Place place) implements Node {
    @Override
    public Kind kind() {
        return Kind.UNREADABLE;
    }

    @Override
    public String describe() {
        return "unreadable";
    }
}
