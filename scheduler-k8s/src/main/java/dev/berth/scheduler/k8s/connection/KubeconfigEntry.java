package dev.berth.scheduler.k8s.connection;

import dev.berth.scheduler.error.ContactException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a kubeconfig says under one name. Nothing secret is told of it.
 *
 * @param kind such as {@code user}
 * @param <T> what it is read as
 */
record KubeconfigEntry<T>(String kind, String name, Path file, T value) {
    /** A file it names is beside the one it stands in. */
    Optional<Path> path(@Nullable String text) {
        try {
            return text(text).map(path -> file.toAbsolutePath().resolveSibling(path));
        } catch (InvalidPathException e) {
            throw PemFiles.unusable(this + " names a file that there can't be");
        }
    }

    /** An empty list may stand there as nothing, too. */
    static <T> List<T> list(@Nullable List<T> all) {
        return all == null ? List.of() : all;
    }

    /** Kubeconfigs say nothing in two ways. */
    static Optional<String> text(@Nullable String text) {
        return Optional.ofNullable(text).filter(one -> !one.isEmpty());
    }

    /** One of its fields in a message. */
    String field(String field) {
        return field + " of " + this;
    }

    ContactException unusable(String field, String problem) {
        return PemFiles.unusable(field(field) + " " + problem);
    }

    @Override
    public String toString() {
        return kind + " '" + name + "' in " + file;
    }
}
