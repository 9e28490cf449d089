package dev.berth.scheduler.plan;

import java.util.Optional;

/**
 * One request that changes a backend.
 *
 * @param action what it does to the object
 * @param object the object as it is to be, or as it was when deleted
 * @param precondition the backend's own mark of the state this was planned on (a resource version, a modification
 *     index), empty when there is none
 * @param replaces whether it makes the backend replace running instances
 */
public record NativeWrite(Action action, NativeObject object, Optional<String> precondition, boolean replaces) {
    /** What a write does. */
    public enum Action {
        CREATE,
        UPDATE,
        DELETE
    }
}
