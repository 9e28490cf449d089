package dev.berth.scheduler.spec;

import java.util.List;
import java.util.Optional;

record ProcessArtifactData(String executable, List<String> arguments, Optional<Source> source)
        implements ProcessArtifact {
    ProcessArtifactData {
        arguments = List.copyOf(arguments);
    }
    /** Without the arguments: people put passwords there (rule SEC-1). */
    @Override
    public String toString() {
        return "ProcessArtifact[" + executable + ", " + arguments.size() + " arguments]";
    }

    @Override
    public Builder toBuilder() {
        Builder builder = ProcessArtifact.builder(executable).arguments(arguments);
        source.ifPresent(builder::source);
        return builder;
    }
}
