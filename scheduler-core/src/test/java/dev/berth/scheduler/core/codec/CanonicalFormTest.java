package dev.berth.scheduler.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The canonical form and the digest of a spec never change by accident: stored records are compared by them, and a
 * change would restart everything that runs.
 */
class CanonicalFormTest {
    private static String canonical(WorkloadSpec spec) {
        return new String(Specs.CODEC.canonical(spec), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "minimal", "cron"})
    void theGoldenFilesHold(String name) throws IOException {
        WorkloadSpec spec = Specs.spec(Files.readString(Path.of("src/test/resources/golden/" + name + ".yaml")));
        GoldenFile.assertHolds("test/resources/golden/" + name + ".canonical.json", canonical(spec));
        GoldenFile.assertHolds("test/resources/golden/" + name + ".canonical.yaml", Specs.CODEC.toYaml(spec));
        GoldenFile.assertHolds("test/resources/golden/" + name + ".digest", Specs.CODEC.digest(spec) + "\n");
        assertThat(Specs.CODEC.fromCanonical(canonical(spec).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(spec);
    }

    @Test
    void whatEqualsTheDefaultIsLeftOut() {
        WorkloadSpec stated = Specs.web("""
                process: /bin/run
                restart: {condition: always}
                network: {kind: default}
                stop: {signal: TERM, grace: 10s}
                rollout: {maximumSurge: 25%, maximumUnavailable: 25%, minimumReadyTime: 0s, onFailure: pause}
                placement: {constraints: []}
                labels: {}
                """);
        assertThat(canonical(stated)).isEqualTo(canonical(Specs.web("process: /bin/run\n")));
    }

    @Test
    void theOrderInWhichNamesAreWrittenDoesNotMatter() {
        assertThat(canonical(Specs.web("process: /bin/run\nlabels: {a: 1, b: 2}\nenvironment: {A: 1, B: 2}\n")))
                .isEqualTo(
                        canonical(Specs.web("environment: {B: 2, A: 1}\nlabels: {b: 2, a: 1}\nprocess: /bin/run\n")));
    }

    @Test
    void anotherSpecHasAnotherDigest() {
        assertThat(Specs.CODEC.digest(Specs.web("process: /bin/run\n")))
                .matches("v1:sha256:[0-9a-f]{64}")
                .isNotEqualTo(Specs.CODEC.digest(Specs.web("process: /bin/run\nreplicas: 2\n")));
    }

    @Test
    void aCanonicalTextHoldsOneSpec() {
        String one = canonical(Specs.web("process: /bin/run\n"));
        byte[] two = (one + one.replace("\"web\"", "\"api\"")).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Specs.CODEC.fromCanonical(two))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("holds 2 specs");
    }
}
