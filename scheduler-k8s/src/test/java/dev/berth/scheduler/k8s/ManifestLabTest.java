package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.k8s.render.ManifestText;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.NativeOverride;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a plan shows, in the hands of the kubectl of the lab. */
@Timeout(120)
@EnabledIfEnvironmentVariable(named = Lab.PRESENT, matches = ".+")
class ManifestLabTest {
    private static final int KIBIBYTE = 1024;

    private final ApiClient client = new ApiClient(Lab.kubeconfig("KUBECONFIG"));

    @TempDir
    Path directory;

    private static Call call() {
        return Call.within(Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        client.close();
    }

    /** What it prints; fails with what it says when it refuses. */
    private String kubectl(String manifests, String... arguments) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("manifests.yaml"), manifests);
        Path out = directory.resolve("out");
        List<String> command = new ArrayList<>(
                List.of(Lab.value("KUBECTL"), "--kubeconfig", Lab.value("KUBECONFIG"), "-f", file.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        int code = process.waitFor();
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(code).as(said).isZero();
        return said;
    }

    static Stream<WorkloadSpec> examples() throws IOException {
        return Examples.all().values().stream()
                .filter(spec -> Examples.refusals(spec).isEmpty());
    }

    private static String text(WorkloadSpec spec) {
        return Rendering.render(spec, 1).stream().map(NativeObject::document).collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theServerAcceptsEveryExampleAsItIsShown(WorkloadSpec spec) throws IOException, InterruptedException {
        isAccepted(spec);
    }

    @Test
    void theServerAcceptsEveryFieldThatIsRendered() throws IOException, InterruptedException {
        isAccepted(FullSpec.of(WorkloadId.of("plan", "full")).build());
    }

    private static WorkloadSpec overridden(Map<String, Object> pod) {
        return FullSpec.of(WorkloadId.of("plan", "overridden"))
                .override(NativeOverride.of(
                        "kubernetes", Map.of("Deployment", Map.of("spec", Map.of("template", Map.of("spec", pod))))))
                .build();
    }

    @Test
    void theServerAcceptsAnOverrideAndSaysWhatIsWrongWithOne() throws IOException, InterruptedException {
        Map<String, Object> container =
                Map.of("name", "main", "securityContext", Map.of("readOnlyRootFilesystem", true));
        isAccepted(overridden(Map.of(
                "hostname", "ship",
                "tolerations", List.of(Map.of("key", "gpu", "operator", "Exists")),
                "containers", List.of(container))));

        KubernetesFeasibility feasibility = new KubernetesFeasibility(client);
        WorkloadSpec wrong = overridden(Map.of("colour", "red"));
        assertThat(feasibility.unmet(wrong.id(), Rendering.render(wrong, 1), call()))
                .anySatisfy(problem -> assertThat(problem.toString())
                        .contains("overrides.kubernetes: with it the server refuses the Deployment", "colour"));
    }

    private void isAccepted(WorkloadSpec spec) throws IOException, InterruptedException {
        boolean unused = client.createNamespace(spec.id().namespace(), call());
        String said = kubectl(text(spec), "apply", "--dry-run=server", "--validate=strict");
        assertThat(said.lines())
                .hasSize(Rendering.render(spec, 1).size())
                .allMatch(line -> line.endsWith(" created (server dry run)"));
    }

    /** Of the server's own reader: what was applied is read back. */
    @Test
    void everyValueComesToTheServerAsItWasRendered() throws IOException, InterruptedException {
        ObjectNode manifest = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
        manifest.putObject("metadata").put("name", "values").put("namespace", "default");
        ObjectNode data = manifest.putObject("data");
        HardTexts.all(new Random(9)).forEach(text -> data.put("v" + data.size(), text));
        data.put("long", "\uE000 \"$$".repeat(128 * KIBIBYTE / 5)).put("lines", " a\nb ".repeat(128 * KIBIBYTE / 5));
        String said = kubectl(ManifestText.write(manifest), "create", "--dry-run=server", "-o", "json");
        assertThat(Json.read(said).path("data")).isEqualTo(data);

        try {
            assertThat(client.createOwned(
                            ObjectKind.CONFIG_MAP, "default", "values", ManifestText.write(manifest), call()))
                    .isTrue();
            assertThat(client.get(ObjectKind.CONFIG_MAP, "default", "values", Codec.MANIFESTS, call())
                            .orElseThrow()
                            .manifest()
                            .path("data"))
                    .isEqualTo(data);
        } finally {
            client.metadata(ObjectKind.CONFIG_MAP, "default", "values", call())
                    .ifPresent(made -> client.delete(ObjectKind.CONFIG_MAP, "default", "values", made.uid(), call()));
        }
    }
}
