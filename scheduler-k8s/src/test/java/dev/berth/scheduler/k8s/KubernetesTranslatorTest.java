package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.ID;
import static dev.berth.scheduler.k8s.Rendering.TRANSLATOR;
import static dev.berth.scheduler.k8s.Rendering.input;
import static dev.berth.scheduler.k8s.Rendering.manifest;
import static dev.berth.scheduler.k8s.Rendering.render;
import static dev.berth.scheduler.k8s.Rendering.rerender;
import static dev.berth.scheduler.k8s.Rendering.run;
import static dev.berth.scheduler.k8s.Rendering.spec;
import static dev.berth.scheduler.k8s.Rendering.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Resources;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.Spread;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Directives;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KubernetesTranslatorTest {
    private static final WorkloadSpec SPEC = spec().build();

    @Test
    void theSameInputGivesTheSameBytes() {
        assertThat(render(FullSpec.of(ID).build(), 1))
                .isEqualTo(render(FullSpec.of(ID).build(), 1));
    }

    @Test
    void filesComeFirstAndTheWorkloadLast() {
        assertThat(render(FullSpec.of(ID).build(), 1))
                .extracting(NativeObject::kind)
                .containsExactly("ConfigMap", "Service", "PodDisruptionBudget", "Deployment");
    }

    @Test
    void eachModeIsAKindOfItsOwn() {
        assertThat(kinds(Mode.replicated(1))).containsExactly("Deployment web");
        assertThat(kinds(Mode.global())).containsExactly("DaemonSet web");
        assertThat(kinds(Mode.batch())).containsExactly("Job web-r1");
        assertThat(kinds(Cron.builder("0 3 * * *").build())).containsExactly("PodTemplate web");
    }

    @Test
    void dollarsAreDoubledWhereKubernetesExpandsThem() {
        ObjectNode full = manifest(FullSpec.of(ID).build());

        assertThat(container(full).at("/args/2").asText()).isEqualTo("ü $$(HOME) $$$$\n");
        assertThat(variable(full, "LITERAL").path("value").asText()).isEqualTo("a\"b\\c $$(LITERAL)");
        assertThat(container(full).at("/livenessProbe/exec/command/4").asText()).isEqualTo("$$$$");
        assertThat(container(full).at("/livenessProbe/exec/command/6").asText()).isEqualTo("$$(HOME)");
    }

    @Test
    void allAtOnceIsRecreateOfWhichAllMayBeMissing() {
        ObjectNode manifest = manifest(spec().rollout(RolloutPolicy.allAtOnce()).build());

        assertThat(manifest.at("/spec/strategy")).isEqualTo(Json.object().put("type", "Recreate"));
        assertThat(RolloutLimits.unavailable(manifest, 3)).isEqualTo(3);
        assertThat(RolloutLimits.surge(manifest, 3)).isZero();
    }

    @Test
    void whatFollowsASidecarWaitsForItsReadinessHoweverLong() {
        Probe probe = Probe.builder(ProbeCheck.command("/bin/ask"))
                .interval(Duration.ofSeconds(3))
                .failureThreshold(2)
                .build();
        Task proxy = Task.builder("proxy")
                .role(Task.Role.SIDECAR)
                .artifact(ImageArtifact.builder(Rendering.IMAGE).build())
                .readiness(probe)
                .build();
        JsonNode sidecar = manifest(spec().task(proxy).build()).at("/spec/template/spec/initContainers/0");

        assertThat(sidecar.at("/readinessProbe/failureThreshold").asInt()).isEqualTo(2);
        assertThat(sidecar.at("/startupProbe/exec/command/0").asText()).isEqualTo("/bin/ask");
        assertThat(sidecar.at("/startupProbe/periodSeconds").asInt()).isEqualTo(3);
        assertThat(sidecar.at("/startupProbe/failureThreshold").asInt()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void anInstancesIdIsMadeOfAVariableThatIsListedBefore() {
        JsonNode variables = container(manifest(FullSpec.of(ID).build())).path("env");

        assertThat(variables.path(0).at("/valueFrom/fieldRef/fieldPath").asText())
                .isEqualTo("metadata.uid");
        assertThat(variable(manifest(FullSpec.of(ID).build()), "ID")
                        .path("value")
                        .asText())
                .isEqualTo("shop/web/$(BERTH_INSTANCE_UID)");
    }

    @Test
    void eachNodeThatMayBeIsATermOfItsOwn() {
        JsonNode terms = manifest(FullSpec.of(ID).build())
                .at("/spec/template/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution")
                .path("nodeSelectorTerms");

        assertThat(terms).hasSize(2);
        assertThat(terms.at("/0/matchFields/0").toString())
                .isEqualTo("{\"key\":\"metadata.name\",\"operator\":\"In\",\"values\":[\"n1\"]}");
        assertThat(terms.at("/1/matchFields/1").toString())
                .isEqualTo("{\"key\":\"metadata.name\",\"operator\":\"NotIn\",\"values\":[\"n3\"]}");
        assertThat(terms.at("/0/matchExpressions")).hasSize(3);
    }

    @Test
    void namesThatExcludeEachOtherMatchNoNode() {
        Placement nowhere = Placement.builder()
                .constraint(Constraint.equalTo(NodeAttribute.NODE_ID, "n1"))
                .constraint(Constraint.equalTo(NodeAttribute.NODE_ID, "n2"))
                .build();

        assertThat(manifest(spec().placement(nowhere).build())
                        .findValue("nodeSelectorTerms")
                        .at("/0/matchFields")
                        .findValuesAsText("values"))
                .hasSize(2);
    }

    @Test
    void oneForEachNodeIsAntiAffinityAndMoreAreASpreadOfAll() {
        JsonNode one = manifest(
                spec().placement(Placement.builder().maximumPerNode(1).build()).build());
        JsonNode three = manifest(
                spec().placement(Placement.builder().maximumPerNode(3).build()).build());

        assertThat(one.findValue("podAntiAffinity").findValue("topologyKey").asText())
                .isEqualTo("kubernetes.io/hostname");
        assertThat(three.findValue("topologySpreadConstraints")
                        .path(0)
                        .path("maxSkew")
                        .asInt())
                .isEqualTo(3);
        assertThat(three.findValue("minDomains").asInt()).isEqualTo(Integer.MAX_VALUE);
        assertThat(three.findValue("matchLabelKeys")).isNull();
    }

    @Test
    void aSpreadCountsTheNewPodsOnlyAndNoNodeThatIsLost() {
        JsonNode spread = manifest(spec().placement(Placement.builder()
                                .spread(Spread.required(NodeAttribute.ZONE, 1))
                                .build())
                        .build())
                .findValue("topologySpreadConstraints");

        assertThat(spread.at("/0/matchLabelKeys/0").asText()).isEqualTo("pod-template-hash");
        assertThat(spread.at("/0/nodeTaintsPolicy").asText()).isEqualTo("Honor");
    }

    @Test
    void aLimitWithoutRequestIsNotCountedAtPlacement() {
        ResourceAmounts limits =
                ResourceAmounts.builder().memory(new Memory(5_000_000)).build();

        assertThat(container(manifest(spec(task().resources(new Resources(ResourceAmounts.NONE, limits)))
                                .build()))
                        .path("resources")
                        .toString())
                .isEqualTo("{\"requests\":{\"memory\":\"0\"},\"limits\":{\"memory\":\"5M\"}}");
    }

    @Test
    void aDaemonSetHasOneOfBothLimits() {
        assertThat(daemonSet(RolloutPolicy.DEFAULT)).isEqualTo("{\"maxUnavailable\":0,\"maxSurge\":\"25%\"}");
        assertThat(daemonSet(
                        RolloutPolicy.builder().maximumUnavailable(Amount.of(2)).build()))
                .isEqualTo("{\"maxUnavailable\":2,\"maxSurge\":0}");
        assertThat(daemonSet(RolloutPolicy.allAtOnce())).isEqualTo("{\"maxUnavailable\":\"100%\",\"maxSurge\":0}");
    }

    @Test
    void aPausedRolloutStandsStillAndACancelledBatchIsSuspended() {
        assertThat(directed(Mode.replicated(1), Directives.NONE.withPaused(true))
                        .at("/spec/paused")
                        .asBoolean())
                .isTrue();
        assertThat(directed(Mode.global(), Directives.NONE.withPaused(true))
                        .at("/spec/updateStrategy/type")
                        .asText())
                .isEqualTo("OnDelete");
        assertThat(directed(Mode.batch(), Directives.NONE.withCancelled(true))
                        .at("/spec/suspend")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aRunIsAJobOfWhatItsCronWasAcceptedWith() {
        Batch batch = Batch.builder().retries(2).deadline(Duration.ofMinutes(5)).build();
        WorkloadSpec cron =
                spec().mode(Cron.builder("0 3 * * *").batch(batch).build()).build();

        ObjectNode job = manifest(run(cron));

        assertThat(job.at("/metadata/name").asText()).isEqualTo("web-20261121t030000z");
        assertThat(job.at("/spec/backoffLimit").asInt()).isEqualTo(2);
        assertThat(job.at("/spec/template/spec")).isEqualTo(manifest(cron).at("/template/spec"));
        assertThat(job.at("/spec/template/spec/activeDeadlineSeconds").asInt()).isEqualTo(300);
        assertThat(job.at("/spec/template/metadata/labels/berth.dev~1run").asText())
                .isEqualTo("20261121t030000z");
    }

    @Test
    void labelsAndAnnotationsAreNeverOnPods() {
        JsonNode pods = manifest(FullSpec.of(ID).build()).at("/spec/template/metadata");

        assertThat(pods.path("labels").size()).isEqualTo(2);
        assertThat(pods.path("annotations").toString())
                .isEqualTo("{\"berth.dev/revision\":\"1\",\"kubectl.kubernetes.io/default-container\":\"main\"}");
    }

    @Test
    void aStoredTemplateIsKeptWhateverTheSpecSays() {
        List<NativeObject> stored = render(SPEC, 1);
        WorkloadSpec other = spec(task().environment("COLOUR", "blue")).build();

        assertThat(manifest(rerender(other, 2, stored)).at("/spec/template"))
                .isEqualTo(manifest(stored).at("/spec/template"));
    }

    @Test
    void howLongALostNodeIsWaitedForIsNoPartOfAStoredTemplate() {
        List<NativeObject> stored = render(SPEC, 1);
        WorkloadSpec waiting =
                spec().nodeLossWait(Optional.of(Duration.ofSeconds(7))).build();

        ObjectNode rendered = manifest(rerender(waiting, 2, stored));

        assertThat(rendered.findValue("tolerationSeconds").asInt()).isEqualTo(7);
        assertThat(manifest(rerender(SPEC, 3, rerender(waiting, 2, stored))).findValue("tolerations"))
                .isNull();
    }

    private static List<String> kinds(Mode mode) {
        return render(spec().mode(mode).build(), 1).stream()
                .map(object -> object.kind() + " " + object.name())
                .toList();
    }

    private static String daemonSet(RolloutPolicy policy) {
        return manifest(spec().mode(Mode.global()).rollout(policy).build())
                .at("/spec/updateStrategy/rollingUpdate")
                .toString();
    }

    private static ObjectNode directed(Mode mode, Directives directives) {
        return manifest(TRANSLATOR.render(
                input(spec().mode(mode).build(), 1, 1, List.of()).withDirectives(directives)));
    }

    private static JsonNode container(ObjectNode manifest) {
        return manifest.at("/spec/template/spec/containers/0");
    }

    private static JsonNode variable(ObjectNode manifest, String name) {
        for (JsonNode variable : container(manifest).path("env")) {
            if (variable.path("name").asText().equals(name)) {
                return variable;
            }
        }
        throw new AssertionError("no variable " + name);
    }
}
