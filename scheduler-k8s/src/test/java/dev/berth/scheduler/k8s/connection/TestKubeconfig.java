package dev.berth.scheduler.k8s.connection;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.Assertions;

/** A kubeconfig with one of each, whose cluster and user say what a test wants. */
final class TestKubeconfig {
    private TestKubeconfig() {}

    static final String SERVER = "server: 'https://k:6443'";

    /**
     * Writes it.
     *
     * @param cluster fields with commas between them
     * @param user the same
     */
    static Path write(Path file, String cluster, String user) throws IOException {
        return Files.writeString(file, """
            apiVersion: v1
            kind: Config
            current-context: here
            contexts:
            - name: here
              context: {cluster: prod, user: me}
            clusters:
            - name: prod
              cluster: {%s}
            users:
            - name: me
              user: {%s}
            """.formatted(cluster, user));
    }

    static Call call() {
        return Call.within(Duration.ofSeconds(20));
    }

    static Identity identity(Path... files) {
        return Kubeconfigs.identity(List.of(files), Optional.empty(), call());
    }

    /** Why it can't be used. */
    static String refusal(Path... files) {
        ContactException refusal = Assertions.catchThrowableOfType(
                ContactException.class,
                () -> identity(files).credentials().tokens().token());
        return Objects.requireNonNull(refusal.getMessage());
    }
}
