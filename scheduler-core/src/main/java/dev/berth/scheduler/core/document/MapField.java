package dev.berth.scheduler.core.document;

/**
 * One field of a map.
 *
 * @param place where the name stands
 */
public record MapField(String name, Place place, Node value) {
    /** A field that was not read from a text. */
    public static MapField of(String name, Node value) {
        return new MapField(name, Place.NOWHERE, value);
    }
}
