package dev.berth.scheduler.local.storage;

import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.Volume;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The directories that are volumes. */
final class Volumes {
    private final Places places;

    Volumes(Places places) {
        this.places = places;
    }

    /** Where a volume is; an ephemeral one has a directory for each instance. */
    Path source(Volume volume, String instance) {
        return switch (volume.kind()) {
            case HOST_PATH -> Path.of(((Volume.HostPath) volume).path());
            case NAMED -> places.named().resolve(((Volume.Named) volume).source());
            case EPHEMERAL -> places.ephemeral().resolve(instance).resolve(volume.name());
        };
    }

    /** Why a volume can't be used. What the backend makes by itself is made when it is needed. */
    Optional<String> refusal(Volume volume) {
        return volume instanceof Volume.HostPath host && !Files.exists(Path.of(host.path()))
                ? Optional.of("hostPath (=%s) of volume '%s' does not exist".formatted(host.path(), volume.name()))
                : Optional.empty();
    }

    /** Why a volume can't be mounted where it is to be. Nothing is made there: it would be left for good. */
    Optional<String> pointRefusal(Mount mount, Volume volume) {
        boolean file = volume instanceof Volume.HostPath host && Files.isRegularFile(Path.of(host.path()));
        Path point = Path.of(mount.path());
        if (file ? Files.isRegularFile(point) : Files.isDirectory(point)) {
            return Optional.empty();
        }
        String kind = file ? "a file" : "a directory";
        return Optional.of("path (=%s) must be %s of this machine for something to be mounted there; make an empty one"
                .formatted(mount.path(), kind));
    }

    void make(Volume volume, String instance) throws IOException {
        if (volume.kind() != Volume.Kind.HOST_PATH) {
            Files.createDirectories(
                    source(volume, instance),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    boolean has(String instance) {
        return Files.isDirectory(places.ephemeral().resolve(instance), LinkOption.NOFOLLOW_LINKS);
    }

    List<String> instances() throws IOException {
        List<String> instances = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(places.ephemeral())) {
            all.forEach(one -> instances.add(one.getFileName().toString()));
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return instances;
    }

    /** Links are deleted, not followed. */
    void discard(String instance) throws IOException {
        Path root = places.ephemeral().resolve(instance);
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
