package dev.berth.scheduler.spec;

import java.util.List;
import java.util.Optional;

/** A program of the host. */
public sealed interface ProcessArtifact extends Artifact permits ProcessArtifactData {
    /** Absolute path of the program. */
    String executable();

    /** Where the program is fetched from before it starts; empty when the host already has it. */
    Optional<Source> source();

    Builder toBuilder();

    @Override
    default Kind kind() {
        return Kind.PROCESS;
    }

    /**
     * A file to fetch.
     *
     * @param uri absolute
     * @param digest {@code sha256:} and 64 hexadecimal digits, checked before the file is run
     */
    record Source(String uri, String digest) {
        /** Without the address: it may hold a token (rule SEC-1). */
        @Override
        public String toString() {
            return "Source[" + digest + "]";
        }
    }

    static Builder builder(String executable) {
        return new Builder(executable);
    }

    /** Builds a {@link ProcessArtifact}; not thread-safe. */
    final class Builder {
        private final String executable;
        private List<String> arguments = List.of();
        private Optional<Source> source = Optional.empty();

        private Builder(String executable) {
            this.executable = executable;
        }

        public Builder arguments(List<String> words) {
            this.arguments = words;
            return this;
        }

        public Builder arguments(String... words) {
            return arguments(List.of(words));
        }

        public Builder source(Source file) {
            this.source = Optional.of(file);
            return this;
        }

        public ProcessArtifact build() {
            return new ProcessArtifactData(executable, arguments, source);
        }
    }
}
