package dev.berth.scheduler.core.document;

import java.nio.file.Path;

/** A text before parsing: its bytes, what the user calls it, and where its relative paths begin. */
public final class Source {
    private final String name;
    private final Path directory;
    private final byte[] content;

    private Source(String name, Path directory, byte[] content) {
        this.name = name;
        this.directory = directory.toAbsolutePath().normalize();
        this.content = content;
    }

    /**
     * A text at hand.
     *
     * @param name shown in positions; an ending {@code .json}, {@code .yaml} or {@code .yml} says the syntax
     * @param directory where relative paths in the text begin
     */
    public static Source of(String name, Path directory, byte[] content) {
        return new Source(name, directory, content.clone());
    }

    public String name() {
        return name;
    }

    /** Absolute. */
    public Path directory() {
        return directory;
    }

    byte[] content() {
        return content;
    }
}
