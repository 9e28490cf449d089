package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.ID;
import static dev.berth.scheduler.k8s.Rendering.render;
import static dev.berth.scheduler.k8s.Rendering.spec;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.render.Comparison;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.k8s.render.ManifestText;
import dev.berth.scheduler.k8s.render.Touched;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server of version 1.34.4 makes of manifests, as its dry run told. */
class ReadBackTest {
    private static final Batch BATCH = Batch.builder()
            .completions(3)
            .parallelism(2)
            .retries(2)
            .deadline(Duration.ofMinutes(1))
            .build();

    private static final WorkloadSpec FULL = FullSpec.of(ID).build();

    private static final Map<String, NativeObject> RENDERED = Map.of(
            "ConfigMap", render(FULL, 1).get(0),
            "Service", render(FULL, 1).get(1),
            "Deployment", render(FULL, 1).get(3),
            "DaemonSet", render(FullSpec.of(ID).mode(Mode.global()).build(), 1).get(2),
            "Job", render(spec().mode(BATCH).build(), 3).get(0),
            "PodTemplate",
                    render(
                                    spec().mode(Cron.builder("0 3 * * *")
                                                    .batch(BATCH)
                                                    .build())
                                            .build(),
                                    1)
                            .get(0));

    @ParameterizedTest
    @ValueSource(strings = {"ConfigMap", "Service", "Deployment", "DaemonSet", "Job", "PodTemplate"})
    void whatAServerStoresIsWhatWasWantedOfIt(String kind) {
        ObjectNode wanted = ManifestText.read(
                RENDERED.getOrDefault(kind, new NativeObject("", "", "{}")).document());
        ObjectNode stored = stored(kind);
        // Which changes with every other way to render.
        JsonNode digest = wanted.at("/metadata/annotations/berth.dev~1digest");
        if (stored.at("/metadata/annotations") instanceof ObjectNode annotations && digest.isTextual()) {
            annotations.set(KubernetesLabels.DIGEST, digest);
        }

        assertThat(stored).isNotEqualTo(wanted);
        assertThat(Comparison.fulfils(wanted, stored)).isTrue();
        assertThat(Touched.of(wanted, stored)).isEqualTo(wanted);
    }

    private static ObjectNode stored(String kind) {
        try (InputStream file = ReadBackTest.class.getResourceAsStream("stored-1.34/" + kind + ".json")) {
            assertThat(file).isNotNull();
            return Json.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
