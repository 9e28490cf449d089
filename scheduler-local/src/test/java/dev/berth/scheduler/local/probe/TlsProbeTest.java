package dev.berth.scheduler.local.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsProbeTest {
    private static final String PASSWORD = "changeit";

    @Test
    void aCertificateOfNobodyForAnotherNameIsAccepted(@TempDir Path directory)
            throws IOException, GeneralSecurityException, InterruptedException {
        Events events = new Events();
        Probe probe = Probe.builder(new ProbeCheck.Http("https", "/", ProbeCheck.Scheme.HTTPS))
                .timeout(Duration.ofSeconds(20))
                .build();
        try (LoopbackServer server = LoopbackServer.answering(tls(directory), "HTTP/1.1 200 OK\r\n\r\n");
                Prober prober = Prober.open()) {
            Map<String, Integer> ports = Map.of("https", server.port());
            prober.register(
                    probe, new ProbeTarget("127.0.0.1", ports, Duration.ZERO, false, new ScriptedCommands()), events);

            assertThat(events.next()).isEqualTo("passing");
        }
    }

    private static ServerSocket tls(Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        Path file = directory.resolve("keys.p12");
        createKeys(file);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(file)) {
            keys.load(input, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static void createKeys(Path file) throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "probe",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=another.example",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
    }
}
