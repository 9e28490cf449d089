package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.diff;
import static dev.berth.scheduler.k8s.Rendering.manifest;
import static dev.berth.scheduler.k8s.Rendering.render;
import static dev.berth.scheduler.k8s.Rendering.rerender;
import static dev.berth.scheduler.k8s.Rendering.spec;
import static dev.berth.scheduler.k8s.Rendering.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NativeOverride;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Native overrides: merged into what is sent, without touching what Berth writes. */
class KubernetesOverridesTest {
    private static final Map<String, Object> POD = Map.of(
            "priorityClassName",
            "high",
            "tolerations",
            List.of(Map.of("key", "gpu", "operator", "Exists")),
            "containers",
            List.of(
                    Map.of("name", "main", "securityContext", Map.of("readOnlyRootFilesystem", true)),
                    Map.of("name", "helper", "image", "helper:1")));

    private static WorkloadSpec.Builder overridden(Map<String, Object> document) {
        return spec().override(NativeOverride.of("kubernetes", document));
    }

    private static Map<String, Object> pod(Map<String, Object> pod) {
        return Map.of("Deployment", Map.of("spec", Map.of("template", Map.of("spec", pod))));
    }

    private static List<String> problems(WorkloadSpec spec) {
        return Rendering.TRANSLATOR.check(spec, KubernetesCapabilities.info("v1.34.4")).stream()
                .map(Problem::toString)
                .toList();
    }

    /** One field of JSON, such as {@code {"Deployment": {"spec": {"replicas": 3}}}}. */
    private static List<String> problems(String json) {
        return problems(overridden(JsonMapper.builder().build().convertValue(Json.read(json), new TypeReference<>() {}))
                .discoveryName("shop")
                .build());
    }

    @Test
    void whatBerthDoesNotWriteIsAddedAtAnyDepth() {
        WorkloadSpec spec = overridden(pod(POD)).build();
        ObjectNode pod = (ObjectNode) manifest(spec).at("/spec/template/spec");
        ObjectNode plain = (ObjectNode) manifest(spec().build()).at("/spec/template/spec");

        assertThat(problems(spec)).isEmpty();
        assertThat(pod.path("priorityClassName").asText()).isEqualTo("high");
        assertThat(pod.at("/containers/0/securityContext/readOnlyRootFilesystem")
                        .asBoolean())
                .isTrue();
        assertThat(pod.at("/containers/0/image")).isEqualTo(plain.at("/containers/0/image"));
        assertThat(pod.at("/containers/1/image").asText()).isEqualTo("helper:1");
    }

    @Test
    void tolerationsStandBesideBerthsOwn() {
        WorkloadSpec spec = overridden(pod(POD))
                .nodeLossWait(Optional.of(Duration.ofSeconds(9)))
                .build();

        assertThat(problems(spec)).isEmpty();
        assertThat(manifest(spec).at("/spec/template/spec/tolerations")).hasSize(3);
    }

    @Test
    void anotherObjectOfTheWorkloadIsMergedIntoToo() {
        WorkloadSpec spec = overridden(Map.of(
                        "Service", Map.of("metadata", Map.of("annotations", Map.of("example.com/a", "b")))))
                .discoveryName("shop")
                .build();

        assertThat(problems(spec)).isEmpty();
        assertThat(render(spec, 1).get(0).document()).contains("example.com/a: b");
    }

    @Test
    void mergingIntoWhatWasStoredChangesNothing() {
        WorkloadSpec spec = overridden(pod(POD)).build();
        List<NativeObject> first = render(spec, 1);
        List<NativeObject> again = rerender(spec, 1, first);

        assertThat(again).isEqualTo(first);
        assertThat(diff(again, first)).isEmpty();
    }

    @Test
    void whatIsNoLongerSaidIsTakenAway() {
        assertThat(diff(render(spec().build(), 2), render(overridden(pod(POD)).build(), 1)))
                .extracting(write -> write.object().kind(), write -> write.replaces())
                .containsExactly(tuple("Deployment", true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Deployment': {'spec': {'replicas': 3}}}|Deployment.spec.replicas: is written by Berth",
                "{'Deployment': {'kind': 'Pod'}}|Deployment.kind: is Berth's own",
                "{'Deployment': {'metadata': {'name': 'x'}}}|Deployment.metadata.name: is Berth's own; of metadata",
                "{'Deployment': {'metadata': {'namespace': 'x'}}}|Deployment.metadata.namespace: is Berth's own",
                "{'Deployment': {'metadata': {'labels': {'berth.dev/owner': 'x'}}}}|labels[\"berth.dev/owner\"]: is Berth's own; keys",
                "{'Deployment': {'metadata': {'labels': {'a': 1}}}}|metadata.labels.a: must be a text",
                "{'Deployment': {'spec': {'selector': {'matchLabels': {'a': 'b'}}}}}|Deployment.spec.selector: is written by Berth",
                "{'Deployment': {'spec': {'template': {'metadata': {'name': 'x'}}}}}|template.metadata.name: is Berth's own",
                "{'Deployment': {'spec': {'template': {'spec': {'containers': [{'name': 'main', 'image': 'x'}]}}}}}"
                        + "|containers[0].image: is written by Berth",
                "{'Deployment': {'spec': {'template': {'spec': {'containers': [{'image': 'x'}]}}}}}"
                        + "|containers[0]: must be a map with name",
                "{'Deployment': {'spec': {'template': {'spec': {'containers': [{'name': 'a'}, {'name': 'a'}]}}}}}"
                        + "|containers[1]: has the name of another one",
                "{'Deployment': {'spec': 3}}|Deployment.spec: is written by Berth",
                "{'Deployment': 3}|Deployment: must be a map",
                "{'Job': {'spec': {}}}|Job: is no object of this workload; what it is made of is Service, Deployment",
                "{'ConfigMap': {'data': {}}}|ConfigMap: is no object of this workload",
            })
    void whatBerthWritesIsRefusedWithItsPath(String json, String message) {
        assertThat(problems(json.replace('\'', '"').replace("Berth\"s", "Berth's")))
                .singleElement()
                .asString()
                .contains(message);
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        assertThat(
                        problems(
                                "{\"Deployment\": {\"kind\": \"x\", \"spec\": {\"replicas\": 1, \"paused\": true}}, \"Job\": {}}"))
                .hasSize(4)
                .allMatch(problem -> problem.contains("overrides.kubernetes."));
    }

    @Test
    void ofAnotherTypeItChangesNothing() {
        WorkloadSpec spec =
                spec().override(NativeOverride.of("swarm", Map.of("a", "b"))).build();

        assertThat(problems(spec)).isEmpty();
        assertThat(manifest(spec)).isEqualTo(manifest(spec().build()));
    }

    @Test
    void aCronsRunsHaveWhatItsTemplateHas() {
        WorkloadSpec spec = spec(task())
                .mode(Cron.builder("0 3 * * *").build())
                .override(NativeOverride.of(
                        "kubernetes", Map.of("PodTemplate", Map.of("template", Map.of("spec", POD)))))
                .build();

        assertThat(problems(spec)).isEmpty();
        assertThat(Rendering.manifest(Rendering.run(spec))
                        .at("/spec/template/spec/priorityClassName")
                        .asText())
                .isEqualTo("high");
    }

    @Test
    void whatTheServerHasAgainstItIsToldBeforeAnythingIsWritten() {
        TestKubernetes test = new TestKubernetes();
        test.server.refusals.put(ObjectKind.DEPLOYMENT, ".spec.colour: field not declared in schema");
        KubernetesFeasibility feasibility = new KubernetesFeasibility(test.client);
        Call call = TestKubernetes.call();
        WorkloadSpec spec = overridden(Map.of("Deployment", Map.of("spec", Map.of("colour", "red"))))
                .mode(Mode.replicated(2))
                .build();

        assertThat(feasibility.unmet(Rendering.ID, render(spec, 1), call))
                .singleElement()
                .asString()
                .contains("overrides.kubernetes: with it the server refuses the Deployment: .spec.colour");
        assertThat(test.requests.made()).containsExactly("refusal POD_DISRUPTION_BUDGET", "refusal DEPLOYMENT");
        assertThat(feasibility.unmet(Rendering.ID, render(spec().build(), 1), call))
                .isEmpty();
    }
}
