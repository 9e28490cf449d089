package dev.berth.scheduler.local.storage;

import dev.berth.scheduler.spec.SecretReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * Secrets as files of a directory: {@code NAME}, or {@code NAME/KEY}. A value is all bytes of its file. What is said about a
 * secret names the reference and its file, never anything of what is in it (rule SEC-1).
 */
final class Secrets {
    /** What fits into a variable together with its name (MAX_ARG_STRLEN of the kernel). */
    private static final long MOST_BYTES = 120 << 10;

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final Path directory;

    Secrets(Path directory) {
        this.directory = directory;
    }

    /** Where a secret is, or would be. The rules of names keep it inside of the directory (rule SEC-3). */
    Path file(SecretReference reference) {
        Path named = directory.resolve(reference.name());
        Path file = reference.key().isEmpty() ? named : named.resolve(reference.key());
        if (!file.normalize().startsWith(directory) || file.normalize().equals(directory)) {
            throw new IllegalArgumentException("%s leads out of the directory of secrets".formatted(words(reference)));
        }
        return file;
    }

    /**
     * Why a secret can't be used; empty when it can.
     *
     * @param variable whether its value is for a variable, which holds no NUL
     */
    Optional<String> refusal(SecretReference reference, boolean variable) {
        Path file = file(reference);
        String what = words(reference) + " (" + file + ")";
        try {
            PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return Optional.of(what + " is no file; name one of its keys");
            }
            if (isOpen(attributes)) {
                return Optional.of(what + " can be read or changed by other users; chmod 600 it");
            }
            if (attributes.size() > MOST_BYTES) {
                return Optional.of(
                        "%s has %d bytes, at most %d are allowed".formatted(what, attributes.size(), MOST_BYTES));
            }
            return variable && holdsNul(file)
                    ? Optional.of(what + " holds NUL, which no variable can")
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.of(what + " is not there");
        } catch (IOException e) {
            return Optional.of(what + " can't be read");
        }
    }

    private static boolean isOpen(PosixFileAttributes attributes) {
        return attributes.permissions().stream().anyMatch(OTHERS::contains);
    }

    private static boolean holdsNul(Path file) throws IOException {
        for (byte one : Files.readAllBytes(file)) {
            if (one == 0) {
                return true;
            }
        }
        return false;
    }

    private static String words(SecretReference reference) {
        String name = "secret '" + reference.name() + "'";
        return reference.key().isEmpty() ? name : name + " with key '" + reference.key() + "'";
    }
}
