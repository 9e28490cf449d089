package dev.berth.scheduler.k8s.api;

/**
 * An event of a watch.
 *
 * @param <T> what objects are read as
 */
public sealed interface WatchEvent<T> {
    /** What became of an object. */
    enum Change {
        ADDED,
        MODIFIED,
        /** The object is as it was last. */
        DELETED
    }

    /**
     * An object changed.
     *
     * @param <T> what it was read as
     */
    record Changed<T>(Change change, T object) implements WatchEvent<T> {}

    /**
     * All changes up to here were told.
     *
     * @param resourceVersion from which another watch goes on
     * @param initialEnd whether all was told with which a watch begins that asked for what is there
     * @param <T> of the other events
     */
    record Bookmark<T>(String resourceVersion, boolean initialEnd) implements WatchEvent<T> {}

    /**
     * The watch can't go on.
     *
     * @param code 410 when its beginning lies too far back
     * @param message the server's
     * @param <T> of the other events
     */
    record Failed<T>(int code, String message) implements WatchEvent<T> {
        /** Whether a new list is needed. */
        public boolean isExpired() {
            return code == 410;
        }
    }
}
