package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.local.process.Attachments;
import dev.berth.scheduler.local.process.Attachments.BindMount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The disk as a simulated process sees it: files are real, and mounts are names that are replaced. */
record SimulatedFiles(Attachments attached) {
    /** Values by variable, as they are now. */
    Map<String, String> secrets() {
        Map<String, String> values = new HashMap<>();
        attached.secrets().forEach((variable, file) -> values.put(variable, read(Path.of(file))));
        return values;
    }

    /** Writes {@code PATH:TEXT}, unless that is in a read-only mount. */
    void write(String words) {
        String path = words.substring(0, words.indexOf(':'));
        if (mount(path).filter(BindMount::readOnly).isPresent()) {
            return;
        }
        try {
            Files.writeString(real(path), words.substring(path.length() + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the script says of {@code TOKEN:PATH}. */
    String told(String words) {
        String token = words.substring(0, words.indexOf(':'));
        Path file = real(words.substring(token.length() + 1));
        return "file " + token + " " + (Files.isRegularFile(file) ? mode(file) + " " + hex(read(file)) : "absent");
    }

    private Optional<BindMount> mount(String path) {
        return attached.mounts().stream()
                .filter(mount -> path.startsWith(mount.target() + "/"))
                .findFirst();
    }

    private Path real(String path) {
        return mount(path)
                .map(mount ->
                        Path.of(mount.source() + path.substring(mount.target().length())))
                .orElseGet(() -> Path.of(path));
    }

    private static String mode(Path file) {
        try {
            int all = (Integer) Files.getAttribute(file, "unix:mode");
            return Integer.toOctalString(all & 0777);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
