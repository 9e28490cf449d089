package dev.berth.scheduler.cli.certify.lab;

import dev.berth.scheduler.spec.Artifact;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.tck.backend.ProbeProgram;
import java.util.List;
import java.util.Set;

/** The probe in a container of an image that has busybox and nothing else. */
record BusyboxProbe(String image) implements ProbeProgram {
    /** How runc ends on SIGTERM where it is the first process of a container and has not become the shell yet. */
    private static final int RUNC_TERMINATED = 2;

    @Override
    public Artifact shell(List<String> arguments) {
        return ImageArtifact.builder(image)
                .entrypoint(List.of("/bin/sh"))
                .arguments(arguments)
                .build();
    }

    @Override
    public Set<Integer> codesBeforeItBegins() {
        return Set.of(RUNC_TERMINATED);
    }
}
