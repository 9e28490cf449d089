package dev.berth.scheduler.spec;

import java.util.List;
import java.util.Optional;

/** A container image. */
public sealed interface ImageArtifact extends Artifact permits ImageArtifactData {
    /** Name with tag or digest, as the orchestrator pulls it. */
    String image();

    /** Replaces the image's own entry point when not empty. */
    List<String> entrypoint();

    /** Credentials for the registry. */
    Optional<SecretReference> pullSecret();

    PullPolicy pullPolicy();

    Builder toBuilder();

    @Override
    default Kind kind() {
        return Kind.IMAGE;
    }

    /** When the image is pulled. */
    enum PullPolicy {
        /** When the node doesn't have it; the default. */
        IF_ABSENT,
        ALWAYS,
        NEVER
    }

    static Builder builder(String image) {
        return new Builder(image);
    }

    /** Builds an {@link ImageArtifact}; not thread-safe. */
    final class Builder {
        private final String image;
        private List<String> entrypoint = List.of();
        private List<String> arguments = List.of();
        private Optional<SecretReference> pullSecret = Optional.empty();
        private PullPolicy pullPolicy = PullPolicy.IF_ABSENT;

        private Builder(String image) {
            this.image = image;
        }

        public Builder entrypoint(List<String> words) {
            this.entrypoint = words;
            return this;
        }

        public Builder arguments(List<String> words) {
            this.arguments = words;
            return this;
        }

        public Builder pullSecret(SecretReference reference) {
            this.pullSecret = Optional.of(reference);
            return this;
        }

        public Builder pullPolicy(PullPolicy policy) {
            this.pullPolicy = policy;
            return this;
        }

        public ImageArtifact build() {
            return new ImageArtifactData(image, entrypoint, arguments, pullSecret, pullPolicy);
        }
    }
}
