package dev.berth.scheduler.core.document;

/** Nothing: {@code null}, {@code ~} or a name with no value after it. */
public record NullNode(Place place) implements Node {
    @Override
    public Kind kind() {
        return Kind.NULL;
    }

    @Override
    public String describe() {
        return "nothing";
    }
}
