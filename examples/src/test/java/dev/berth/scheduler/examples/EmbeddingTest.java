package dev.berth.scheduler.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.error.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation shows of embedding works as shown. */
class EmbeddingTest {
    @TempDir
    private Path directory;

    @Test
    void guiceHandsThePlatformItsScheduler() throws IOException {
        assertThat(GuiceEmbedding.run(ToyAdapterTest.configuration(directory))).isEmpty();
    }

    @Test
    void aSpecFromAFileIsPlannedAndCarriedOut() throws IOException {
        Path file = Files.writeString(
                directory.resolve("web.yaml"),
                "apiVersion: berth/v1\nkind: Workload\nname: web\nprocess: {executable: /bin/sleep, arguments: [60]}\n");
        try (Berth berth = Berth.load(ToyAdapterTest.configuration(directory))) {
            assertThat(SpecFileApply.run(berth.scheduler(), file).items()).hasSize(1);
        }
    }

    @Test
    void aSpecThatNeedsMoreThanTheBackendHasIsRefusedWithAllOfIt() throws IOException {
        try (Berth berth = Berth.load(ToyAdapterTest.configuration(directory))) {
            assertThatThrownBy(() ->
                            SpecFileApply.run(berth.scheduler(), Checkout.ROOT.resolve("examples/hello/hello.yaml")))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("[needs port.dynamic]")
                    .hasMessageContaining("[needs health.readiness.http]")
                    .hasMessageContaining("[needs environment.reference.instance-id]");
        }
    }

    @Test
    void aWorkloadKeepsItsModeForLife() throws IOException {
        Path files = Checkout.ROOT.resolve("examples/bad/changed-mode");
        try (Berth berth = Berth.load(ToyAdapterTest.configuration(directory))) {
            SpecFileApply.run(berth.scheduler(), files.resolve("before.yaml"));
            assertThatThrownBy(() -> SpecFileApply.run(berth.scheduler(), files.resolve("after.yaml")))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("can't change from REPLICATED; remove the workload first");
        }
    }
}
