package dev.berth.scheduler.spec;

/** A small file put before the task starts: configuration as written here, or a secret by reference. */
public sealed interface TaskFile permits TaskFile.Config, TaskFile.Secret {
    Kind kind();

    /** Absolute path as the task sees it. */
    String path();

    /** Permission bits, such as {@code 0644}. */
    int mode();

    /** For switching. */
    enum Kind {
        CONFIG,
        SECRET
    }

    /**
     * A configuration file.
     *
     * @param content the text, written as UTF-8
     */
    record Config(String path, String content, int mode) implements TaskFile {
        /** Without the content: people put passwords there (rule SEC-1). */
        @Override
        public String toString() {
            return "Config[" + path + ", " + content.length() + " characters]";
        }

        @Override
        public Kind kind() {
            return Kind.CONFIG;
        }
    }

    /** A file with a secret's value. */
    record Secret(String path, SecretReference reference, int mode) implements TaskFile {
        @Override
        public Kind kind() {
            return Kind.SECRET;
        }
    }
}
