package dev.berth.scheduler.core.document;

import dev.berth.scheduler.error.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Fetches texts from files and streams, never more than the limit of them. */
public final class SourceLoader {
    private static final int BUFFER = 8192;

    private final DocumentLimits limits;

    public SourceLoader(DocumentLimits limits) {
        this.limits = limits;
    }

    /**
     * The content of a file, named as {@code file} is written; its relative paths begin in its directory.
     *
     * @throws RefusedException INVALID when it is missing, not a file, not readable or too large
     */
    public Source load(Path file) {
        if (Files.isDirectory(file)) {
            throw refused(file + " is a directory; name the files in it");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            long size = Files.isRegularFile(file) ? Files.size(file) : 0;
            if (size > limits.bytes()) {
                throw refused(file + " (" + size + " bytes) is too large; " + allowed());
            }
            Path parent = file.toAbsolutePath().getParent();
            return load(file.toString(), parent == null ? file : parent, stream);
        } catch (NoSuchFileException e) {
            throw refused(file + " does not exist");
        } catch (AccessDeniedException e) {
            throw refused(file + " may not be read by this user");
        } catch (IOException e) {
            throw refused(file + " can't be read: " + e.getMessage());
        }
    }

    /**
     * The content of a stream, which is not closed.
     *
     * @param directory where relative paths in it begin
     * @throws RefusedException INVALID when it holds more than the limit
     */
    public Source load(String name, Path directory, InputStream stream) throws IOException {
        byte[] content = read(stream, limits.bytes() + 1);
        if (content.length > limits.bytes()) {
            throw refused(name + " (more than " + limits.bytes() + " bytes) is too large; " + allowed());
        }
        return Source.of(name, directory, content);
    }

    /** Only by plain reads: what else streams of files do, such as telling what is left, seeks, and a pipe can't. */
    private static byte[] read(InputStream stream, int most) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        int count = stream.read(buffer, 0, Math.min(BUFFER, most));
        while (count > 0) {
            content.write(buffer, 0, count);
            count = stream.read(buffer, 0, Math.min(BUFFER, most - content.size()));
        }
        return content.toByteArray();
    }

    private String allowed() {
        return "at most " + limits.bytes() + " bytes are read";
    }

    private static RefusedException refused(String message) {
        return RefusedException.invalid("", message);
    }
}
