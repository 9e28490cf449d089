package dev.berth.scheduler.spec;

import java.util.List;

/** What a task runs. A task may have several variants; a backend takes the first it supports. */
public sealed interface Artifact permits ImageArtifact, ProcessArtifact {
    Kind kind();

    /** Passed as they are, no shell in between. */
    List<String> arguments();

    /** For switching. */
    enum Kind {
        IMAGE,
        PROCESS
    }
}
