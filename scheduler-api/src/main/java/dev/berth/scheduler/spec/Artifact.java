package dev.berth.scheduler.spec;

import java.util.List;

/** What a task runs. A task may have several variants; a backend takes the first it supports. */
public sealed interface Artifact permits ImageArtifact, ProcessArtifact {
    Kind kind();

    /**
     * Passed byte for byte, no shell in between (rule VAL-2): any Unicode but NUL, at most 131,071 bytes of UTF-8 each.
     * Never shown in messages.
     */
    List<String> arguments();

    /** For switching. */
    enum Kind {
        IMAGE,
        PROCESS
    }
}
