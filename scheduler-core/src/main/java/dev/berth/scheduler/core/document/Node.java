package dev.berth.scheduler.core.document;

/** A value in a document. */
public sealed interface Node permits MapNode, ListNode, ScalarNode, NullNode, UnreadableNode {
    Place place();

    Kind kind();

    /** What stands here, for a message: {@code a map}, {@code a list}, {@code three}. */
    String describe();

    /** The shapes of a value. */
    enum Kind {
        MAP,
        LIST,
        SCALAR,
        NULL,
        UNREADABLE
    }
}
