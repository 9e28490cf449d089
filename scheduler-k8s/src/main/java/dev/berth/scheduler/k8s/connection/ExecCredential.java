package dev.berth.scheduler.k8s.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** What a command says of who we are: an ExecCredential as JSON. Nothing of it is told in a message. Pure. */
final class ExecCredential {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ExecCredential() {}

    /**
     * Reads it.
     *
     * @param name of the command, for messages
     */
    static Credentials read(String name, String version, byte[] printed) {
        JsonNode credential = parsed(printed);
        boolean known = credential.path("kind").asText().equals("ExecCredential")
                && credential.path("apiVersion").asText().equals(version);
        if (!known) {
            throw PemFiles.unusable(name + " must print an ExecCredential of " + version);
        }
        JsonNode status = credential.path("status");
        Optional<String> token = text(status, "token");
        Optional<Pem> certificate = pem(name, status, "clientCertificateData");
        Optional<Pem> key = pem(name, status, "clientKeyData");
        if (certificate.isPresent() != key.isPresent() || (token.isEmpty() && key.isEmpty())) {
            throw PemFiles.unusable(
                    name + " must print a token, or clientCertificateData and clientKeyData, in its status");
        }
        TokenSource tokens = token.map(text -> TokenSource.of("the token that " + name + " prints", text))
                .orElse(TokenSource.NONE);
        return new Credentials(tokens, certificate, key, until(name, status));
    }

    private static JsonNode parsed(byte[] printed) {
        try {
            return JSON.readTree(printed);
        } catch (IOException e) {
            // The message would quote it.
            return JSON.missingNode();
        }
    }

    private static Optional<String> text(JsonNode status, String field) {
        return KubeconfigEntry.text(status.path(field).asText(""));
    }

    private static Optional<Pem> pem(String name, JsonNode status, String field) {
        return text(status, field).map(text -> new Pem("the " + field + " that " + name + " prints", text));
    }

    private static Optional<Instant> until(String name, JsonNode status) {
        return text(status, "expirationTimestamp").map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw PemFiles.unusable(name + " must print an expirationTimestamp such as 2026-11-21T12:00:00Z");
            }
        });
    }
}
