package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.spec.Artifact;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.tck.backend.ProbeProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The probe as a process of this machine. */
record LocalProbe(Path home) implements ProbeProgram {
    @Override
    public Artifact shell(List<String> arguments) {
        return ProcessArtifact.builder("/bin/sh").arguments(arguments).build();
    }

    @Override
    public String directory() {
        return home.toString();
    }

    @Override
    public boolean sharesFiles() {
        return true;
    }

    @Override
    public Optional<String> silence() {
        boolean speaks = Stream.of("/usr/bin/perl", "/usr/local/bin/perl", "/bin/busybox", "/usr/bin/busybox")
                .anyMatch(program -> Files.isExecutable(Path.of(program)));
        return speaks ? Optional.empty() : Optional.of("this machine has neither perl nor busybox to answer requests");
    }
}
