package dev.berth.scheduler.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.Workloads;
import dev.berth.scheduler.core.Await;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
            removeAll(berth);
        }
    }

    @Test
    void aSpecThatNeedsMoreThanTheBackendHasIsRefusedWithAllOfIt() throws IOException {
        try (Berth berth = Berth.load(ToyAdapterTest.configuration(directory))) {
            assertThatThrownBy(() ->
                            SpecFileApply.run(berth.scheduler(), Checkout.ROOT.resolve("examples/hello/hello.yaml")))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("[needs port.dynamic]")
                    .hasMessageContaining("[needs health.readiness.http]");
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
            removeAll(berth);
        }
    }

    private static void removeAll(Berth berth) {
        Workloads workloads = berth.scheduler().workloads();
        workloads.list(Selector.all()).forEach(one -> workloads.remove(one.id()));
    }

    @Test
    void whatAPlatformStartedAnswersAfterItHasEndedAndIsRemovedByTheNext() throws Exception {
        Path configuration = Files.writeString(
                directory.resolve("local.conf"),
                "berth.backends.here { type = local, stateDirectory = \"" + directory.resolve("state") + "\" }");
        try {
            List<Endpoint> endpoints = PlainEmbedding.run(
                    configuration,
                    Checkout.ROOT.resolve("examples/hello/run.sh").toString());
            assertThat(endpoints).hasSize(3).extracting(EmbeddingTest::answer).containsOnly("ok\n");
        } finally {
            try (Berth next = Berth.load(configuration)) {
                Applied removed = next.scheduler().workloads().remove(WorkloadId.of("shop", "web"));
                Await.settled(next.scheduler(), removed, Duration.ofMinutes(1));
            }
        }
    }

    private static String answer(Endpoint endpoint) {
        try (InputStream body = new URL("http://" + endpoint.authority() + "/healthz").openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
