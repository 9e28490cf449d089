package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.tck.backend.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Secrets as the embedded backend reads them. */
record SecretFiles(Path directory) implements Environment.Secrets {
    /** In one step, as whoever rotates a secret has to do it. */
    @Override
    public void put(String namespace, SecretReference secret, String value) {
        try {
            Path parent = Files.createDirectories(directory.resolve(secret.name()));
            Path file = Files.createTempFile(
                    parent,
                    ".",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, value);
            Files.move(file, parent.resolve(secret.key()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
