package dev.berth.scheduler.tck.certificate;

import dev.berth.scheduler.tck.run.CertificationResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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

    /** Writes {@code certificate.json}, {@code .txt} and {@code .html}. */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("certificate.json"), json(), StandardCharsets.UTF_8);
        Files.writeString(directory.resolve("certificate.txt"), text(), StandardCharsets.UTF_8);
        Files.writeString(directory.resolve("certificate.html"), html(), StandardCharsets.UTF_8);
    }
}
