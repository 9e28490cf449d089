package dev.berth.scheduler.local.storage;

import java.nio.file.Path;

/**
 * Where what surrounds instances is kept.
 *
 * @param state the state directory, over which nothing is mounted
 * @param secrets a directory with a file for each secret, which somebody else writes
 */
public record Places(Path state, Path secrets) {
    /** All of it in a state directory. */
    public static Places in(Path state) {
        return new Places(state, state.resolve("secrets"));
    }

    /** What is kept beyond any instance, by the name of its volume. */
    Path named() {
        return state.resolve("volumes").resolve("named");
    }

    /** What is gone with its instance. */
    Path ephemeral() {
        return state.resolve("volumes").resolve("ephemeral");
    }
}
