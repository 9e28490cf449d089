package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.k8s.KubernetesConfig.Certificate;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesSettingsTest {
    private static final URI SERVER = URI.create("https://k:6443");

    private static KubernetesConfig read(TestSettings settings) {
        return new KubernetesSettings(settings).read();
    }

    private static TestSettings problems(TestSettings settings) {
        KubernetesConfig unused = read(settings);
        return settings;
    }

    @Test
    void looksWhereKubectlDoesUnlessToldOtherwise() {
        assertThat(read(new TestSettings())).isEqualTo(KubernetesConfig.found());
    }

    @Test
    void takesAFileAndOneOfItsContexts() {
        TestSettings settings = new TestSettings().with("kubeconfig", "/k").with("context", "prod");
        assertThat(read(settings).access())
                .isEqualTo(new KubernetesConfig.Kubeconfig(Optional.of(Path.of("/k")), Optional.of("prod")));
        assertThat(settings.problems()).isEmpty();
    }

    @Test
    void takesAServerWithTheFileOfAToken() {
        TestSettings settings = new TestSettings()
                .with("server", SERVER.toString())
                .with("authority", "/ca")
                .with("token-file", "/token");
        assertThat(read(settings).access())
                .isEqualTo(new KubernetesConfig.Server(
                        SERVER, Optional.of(Path.of("/ca")), Optional.of(Path.of("/token")), Optional.empty(), false));
        assertThat(settings.problems()).isEmpty();
    }

    @Test
    void takesAServerWithACertificate() {
        TestSettings settings = new TestSettings()
                .with("server", SERVER.toString())
                .with("certificate", "/cert")
                .with("key", "/key");
        assertThat(read(settings).access())
                .isEqualTo(new KubernetesConfig.Server(
                        SERVER,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Certificate(Path.of("/cert"), Path.of("/key"))),
                        false));
        assertThat(settings.problems()).isEmpty();
    }

    @Test
    void takesTheServiceAccountOfThePod() {
        assertThat(read(new TestSettings().with("in-cluster", "true")).access())
                .isEqualTo(new KubernetesConfig.InCluster());
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "http://k:1", "https://", "https://u:p@k", "https://k?a", "ftp://k", "https://a b"})
    void refusesWhatIsNoAddressOfAServer(String server) {
        assertThat(problems(new TestSettings().with("server", server).with("token-file", "/t"))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("server (=" + server + ") must be https://HOST:PORT");
    }

    @Test
    void refusesToSendATokenInPlaintext() {
        assertThat(problems(new TestSettings()
                                .with("server", "http://k:8001")
                                .with("plaintext", "true")
                                .with("token-file", "/t"))
                        .problems())
                .containsExactly("plaintext must not be true where a token would be sent");
    }

    @Test
    void tellsEveryProblemAtOnce() {
        assertThat(problems(new TestSettings()
                                .with("server", "x")
                                .with("kubeconfig", "/k")
                                .with("in-cluster", "true")
                                .with("context", "c")
                                .with("key", "/key"))
                        .problems())
                .hasSize(6);
    }

    @Test
    void refusesWhatHasNoMeaningWithoutAServer() {
        assertThat(problems(new TestSettings().with("authority", "/ca").with("token-file", "/t"))
                        .problems())
                .containsExactly(
                        "authority must not be stated without a server",
                        "token-file must not be stated without a server");
    }
}
