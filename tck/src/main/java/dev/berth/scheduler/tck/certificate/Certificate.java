package dev.berth.scheduler.tck.certificate;

import dev.berth.scheduler.tck.run.CertificationResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one or several backends were found to do.
 *
 * @param kitVersion the version of the kit that found it
 */
public record Certificate(String kitVersion, Instant issued, List<CertificationResult> backends) {
    public Certificate {
        backends = List.copyOf(backends);
    }

    /** Of results just found. */
    public static Certificate of(List<CertificationResult> backends) {
        String version = Optional.ofNullable(Certificate.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
        return new Certificate(version, Instant.now(), backends);
    }

    /** Whether no backend failed. */
    public boolean isGood() {
        return !backends.isEmpty() && backends.stream().allMatch(CertificationResult::isGood);
    }

    /** For machines; {@code schemaVersion} grows when a field changes its meaning. */
    public String json() {
        return new JsonCertificate(this).text();
    }

    /** For terminals. */
    public String text() {
        return new TextCertificate(this).text();
    }

    /** One page that needs nothing but itself. */
    public String html() {
        return new HtmlCertificate(this).text();
    }

    /**
     * Writes {@code certificate.json}, {@code .txt} and {@code .html}. What was there before stays as it was, unless all
     * three could be written.
     */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Map<Path, Path> written = new LinkedHashMap<>();
        try {
            write(directory.resolve("certificate.json"), json(), written);
            write(directory.resolve("certificate.txt"), text(), written);
            write(directory.resolve("certificate.html"), html(), written);
            for (Map.Entry<Path, Path> one : written.entrySet()) {
                Files.move(one.getKey(), one.getValue(), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            for (Path unfinished : written.keySet()) {
                Files.deleteIfExists(unfinished);
            }
        }
    }

    private static void write(Path file, String text, Map<Path, Path> written) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        written.put(unfinished, file);
        Files.writeString(unfinished, text, StandardCharsets.UTF_8);
    }
}
