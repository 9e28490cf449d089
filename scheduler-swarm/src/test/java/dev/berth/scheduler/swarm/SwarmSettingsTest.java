package dev.berth.scheduler.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.scheduler.core.config.ConfigReader;
import dev.berth.scheduler.core.config.Providers;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwarmSettingsTest {
    private static ConfigReader reader() {
        return new ConfigReader(Providers.of(new SwarmProvider()));
    }

    private static SwarmConfig read(String section) {
        return (SwarmConfig)
                Objects.requireNonNull(reader().readText("berth.backends.prod {type = swarm, " + section + "}")
                        .backends()
                        .get("prod"));
    }

    private static List<String> problems(String section) {
        RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> read(section));
        return refusal.problems().stream().map(Problem::message).toList();
    }

    @Test
    void asksTheEngineOfThisComputerUnlessToldOtherwise() {
        assertThat(read("")).isEqualTo(SwarmConfig.at(SwarmConfig.DEFAULT_HOST));
    }

    @Test
    void takesSeveralManagersAndADirectoryOfCertificatesAsDockerNamesThem() {
        SwarmConfig config = read("hosts = [\"tcp://m1:2376\", \"tcp://m2:2376\"], tls.directory = /certs");
        assertThat(config.hosts()).containsExactly(URI.create("tcp://m1:2376"), URI.create("tcp://m2:2376"));
        assertThat(config.tls())
                .contains(new SwarmConfig.Tls(
                        Path.of("/certs/ca.pem"), Path.of("/certs/cert.pem"), Path.of("/certs/key.pem")));
    }

    @Test
    void takesEachFileFromWhereItIsStated() {
        assertThat(read("host = \"tcp://m1:2376\", tls {authority = /a, certificate = /b, key = /c}")
                        .tls())
                .contains(new SwarmConfig.Tls(Path.of("/a"), Path.of("/b"), Path.of("/c")));
    }

    @Test
    void refusesTheNetworkWithoutTlsUnlessThatIsSaid() {
        assertThat(problems("host = \"tcp://m1:2375\""))
                .singleElement()
                .asString()
                .contains("owns the machine")
                .contains("plaintext = true");
        assertThat(read("host = \"tcp://m1:2375\", plaintext = true").tls()).isEmpty();
    }

    @Test
    void saysHowToReachAnEngineOverSsh() {
        assertThat(problems("host = \"ssh://me@m1\""))
                .containsExactly("host (=ssh://me@m1) can't be spoken to over SSH; ssh -nNT -L"
                        + " /tmp/swarm.sock:/var/run/docker.sock me@m1 makes it unix:///tmp/swarm.sock here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "m1",
                "unix://",
                "unix://etc/x",
                "tcp://m1",
                "tcp://m1:0",
                "tcp://m1:70000",
                "http://m1:1",
                "tcp://a b:1"
            })
    void refusesWhatIsNoAddressOfAManager(String host) {
        assertThat(problems("plaintext = true, host = \"" + host + "\""))
                .singleElement()
                .asString()
                .startsWith("host (=" + host + ") must be ");
    }

    @Test
    void tellsEveryProblemAtOnce() {
        assertThat(problems("host = x, hosts = [y], tls {key = /k}, plaintext = true, colour = red"))
                .hasSizeGreaterThanOrEqualTo(6);
    }
}
