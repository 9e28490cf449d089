package dev.berth.scheduler.k8s.connection;

import dev.berth.scheduler.error.ContactException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads texts in PEM and tokens, with what to do about one of no use and nothing of its content. */
final class PemFiles {
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private PemFiles() {}

    static Pem open(String name, Path file) {
        return new Pem(name + " (=" + file + ")", text(name, file));
    }

    /** A private key, which nobody else may read. */
    static Pem secret(String name, Path file) {
        try {
            if (isReadByOthers(file)) {
                throw unusable(name + " (=" + file + ") can be read by others than its owner: chmod 600 " + file);
            }
        } catch (IOException e) {
            throw unreadable(name, file, e);
        }
        return open(name, file);
    }

    /** As kubeconfigs have it: in the file itself in base64, else in another; of both, kubectl takes the first. */
    static Optional<Pem> either(KubeconfigEntry<?> entry, String name, @Nullable String data, @Nullable String file) {
        String inside = entry.field(name + "-data");
        Optional<Pem> stated = KubeconfigEntry.text(data).map(text -> new Pem(inside, decoded(inside, text)));
        return stated.or(() -> entry.path(file).map(path -> open(entry.field(name), path)));
    }

    private static String decoded(String name, String data) {
        try {
            byte[] content = Base64.getDecoder().decode(data.replaceAll("\\s", ""));
            return new String(content, StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            throw unusable(name + " must be base64");
        }
    }

    static String text(String name, Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw unreadable(name, file, e);
        }
    }

    private static ContactException unreadable(String name, Path file, IOException failure) {
        return failure instanceof NoSuchFileException
                ? unusable(name + " (=" + file + ") is not there")
                : unusable(name + " (=" + file + ") can't be read: "
                        + failure.getClass().getSimpleName());
    }

    private static boolean isReadByOthers(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        Set<PosixFilePermission> others = Files.getPosixFilePermissions(file);
        others.retainAll(OF_OTHERS);
        return !others.isEmpty();
    }

    static ContactException unusable(String message) {
        return ContactException.unauthorized(message);
    }
}
