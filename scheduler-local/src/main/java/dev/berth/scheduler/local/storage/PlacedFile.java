package dev.berth.scheduler.local.storage;

import dev.berth.scheduler.spec.TaskFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** A file in a volume, which the process of before may have replaced by whatever it liked. */
record PlacedFile(Path volume, Path relative) {
    void write(TaskFile file, Secrets secrets) throws IOException {
        directories();
        Path path = volume.resolve(relative);
        Files.deleteIfExists(path);
        Files.write(path, new byte[0], StandardOpenOption.CREATE_NEW);
        // Before there is anything to read in it.
        Files.setPosixFilePermissions(path, permissions(file.mode() | 0200));
        Files.write(path, content(file, secrets), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        Files.setPosixFilePermissions(path, permissions(file.mode()));
    }

    private static byte[] content(TaskFile file, Secrets secrets) throws IOException {
        return switch (file.kind()) {
            case CONFIG -> ((TaskFile.Config) file).content().getBytes(StandardCharsets.UTF_8);
            case SECRET -> Files.readAllBytes(secrets.file(((TaskFile.Secret) file).reference()));
        };
    }

    /** No link leads out of the volume. */
    private void directories() throws IOException {
        Path directory = volume;
        for (Path name : relative.getParent() == null ? Set.<Path>of() : relative.getParent()) {
            directory = directory.resolve(name);
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(directory);
                Files.createDirectory(directory);
            }
        }
    }

    /** Nine bits, from the owner's right to read to the right of others to execute. */
    private static Set<PosixFilePermission> permissions(int mode) {
        PosixFilePermission[] all = {
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE
        };
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < all.length; i++) {
            if ((mode >> (all.length - 1 - i) & 1) == 1) {
                permissions.add(all[i]);
            }
        }
        return permissions;
    }
}
