package dev.berth.scheduler.core.document;

import java.util.List;

/**
 * Values in order.
 *
 * @param place where the first dash or the opening bracket stands
 */
public record ListNode(Place place, List<Node> items) implements Node {
    public ListNode {
        items = List.copyOf(items);
    }

    /** A list that was not read from a text. */
    public static ListNode of(List<? extends Node> items) {
        return new ListNode(Place.NOWHERE, List.copyOf(items));
    }

    @Override
    public Kind kind() {
        return Kind.LIST;
    }

    @Override
    public String describe() {
        return "a list";
    }
}
