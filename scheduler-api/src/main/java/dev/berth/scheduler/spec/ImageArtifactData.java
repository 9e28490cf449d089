package dev.berth.scheduler.spec;

import java.util.List;
import java.util.Optional;

record ImageArtifactData(
        String image,
        List<String> entrypoint,
        List<String> arguments,
        Optional<SecretReference> pullSecret,
        PullPolicy pullPolicy)
        implements ImageArtifact {
    ImageArtifactData {
        entrypoint = List.copyOf(entrypoint);
        arguments = List.copyOf(arguments);
    }
    /** Without the arguments: people put passwords there (rule SEC-1). */
    @Override
    public String toString() {
        return "ImageArtifact[" + image + ", " + arguments.size() + " arguments]";
    }

    @Override
    public Builder toBuilder() {
        Builder builder = ImageArtifact.builder(image)
                .entrypoint(entrypoint)
                .arguments(arguments)
                .pullPolicy(pullPolicy);
        pullSecret.ifPresent(builder::pullSecret);
        return builder;
    }
}
