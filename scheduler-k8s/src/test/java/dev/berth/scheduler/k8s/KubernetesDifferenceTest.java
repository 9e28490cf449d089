package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.ID;
import static dev.berth.scheduler.k8s.Rendering.diff;
import static dev.berth.scheduler.k8s.Rendering.manifest;
import static dev.berth.scheduler.k8s.Rendering.render;
import static dev.berth.scheduler.k8s.Rendering.rerender;
import static dev.berth.scheduler.k8s.Rendering.run;
import static dev.berth.scheduler.k8s.Rendering.spec;
import static dev.berth.scheduler.k8s.Rendering.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.k8s.render.ManifestText;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class KubernetesDifferenceTest {
    private static final WorkloadSpec SPEC = spec().build();

    @Test
    void whatIsEqualIsNotWritten() {
        List<NativeObject> full = render(FullSpec.of(ID).build(), 1);

        assertThat(diff(full, full)).isEmpty();
    }

    @Test
    void whatIsNotThereIsCreatedAndNamesNoState() {
        assertThat(diff(render(SPEC, 1), List.of()))
                .containsExactly(new NativeWrite(
                        NativeWrite.Action.CREATE, render(SPEC, 1).get(0), Optional.empty(), false));
    }

    @Test
    void whatAServerAddsAndOthersWriteIsNoDifference() {
        assertThat(diff(render(SPEC, 1), changed(render(SPEC, 1), manifest -> {
                    ObjectNode pod = pod(manifest);
                    pod.put("dnsPolicy", "ClusterFirst");
                    ((ArrayNode) pod.path("containers")).addObject().put("name", "injected");
                    ((ObjectNode) manifest.path("spec")).remove("paused");
                    ((ObjectNode) manifest.path("metadata")).put("uid", "1");
                    ((ObjectNode) manifest.at("/metadata/labels")).put("team", "ships");
                })))
                .isEmpty();
    }

    @Test
    void whatOthersChangedOfOursIsWrittenAgain() {
        List<NativeObject> scaled =
                changed(render(SPEC, 1), manifest -> part(manifest).put("replicas", 7));
        List<NativeObject> paused =
                changed(render(SPEC, 1), manifest -> part(manifest).put("paused", true));

        assertThat(told(diff(render(SPEC, 1), scaled))).containsExactly("UPDATE Deployment web");
        assertThat(told(diff(render(SPEC, 1), paused))).containsExactly("UPDATE Deployment web");
    }

    @Test
    void aMarkLikeOursThatOthersPutThereIsTheirsAndOneThatWasOursGoes() {
        List<NativeObject> plain = render(SPEC, 1);
        List<NativeObject> labelled = changed(
                plain, manifest -> ((ObjectNode) manifest.at("/metadata/labels")).put("label.berth.dev/tier", "front"));
        List<NativeObject> before = render(spec().label("tier", "front").build(), 1);

        assertThat(diff(plain, labelled)).isEmpty();
        assertThat(told(diff(plain, before))).containsExactly("UPDATE Deployment web");
        assertThat(KubernetesTranslator.read(Rendering.TRANSLATOR.touched(before.get(0), plain.get(0)))
                        .at("/metadata/labels/label.berth.dev~1tier")
                        .asText())
                .isEqualTo("front");
    }

    @Test
    void whatNeverChangesAndIsOtherwiseIsMadeAnewAndThePlanSaysSo() {
        WorkloadSpec named = spec().discoveryName("front").build();
        List<NativeObject> selecting = changed(
                render(SPEC, 1),
                manifest -> part(manifest)
                        .putObject("selector")
                        .putObject("matchLabels")
                        .put("a", "b"));
        List<NativeObject> served = render(named, 1).stream()
                .map(object -> object.kind().equals("Service")
                        ? changed(List.of(object), manifest -> part(manifest).put("clusterIP", "10.0.0.7"))
                                .get(0)
                        : object)
                .toList();

        assertThat(told(diff(render(SPEC, 1), selecting)))
                .containsExactly("DELETE Deployment web, replacing", "CREATE Deployment web, replacing");
        assertThat(told(diff(render(named, 1), served)))
                .containsExactly("DELETE Service front", "CREATE Service front");
    }

    @Test
    void onlyWhatAnUpdateWouldChangeIsShownOfWhatIsThere() {
        NativeObject wanted = render(SPEC, 1).get(0);
        NativeObject there = changed(List.of(wanted), manifest -> {
                    part(manifest).put("replicas", 7).put("revisionHistoryLimit", 10);
                    part(manifest).remove("paused");
                    pod(manifest).put("dnsPolicy", "ClusterFirst");
                    ((ArrayNode) pod(manifest).path("containers"))
                            .insertObject(0)
                            .put("name", "injected");
                    ((ObjectNode) pod(manifest).at("/containers/1"))
                            .put("image", "other:1")
                            .put("tty", true);
                    ((ObjectNode) manifest.at("/metadata/labels")).put("team", "ships");
                })
                .get(0);
        ObjectNode shown = ManifestText.read(wanted.document());
        part(shown).put("replicas", 7);
        ((ObjectNode) pod(shown).at("/containers/0")).put("image", "other:1");

        assertThat(KubernetesTranslator.read(Rendering.TRANSLATOR.touched(there, wanted)))
                .isEqualTo(shown);
    }

    @Test
    void anotherImageOnAServerIsReplaced() {
        List<NativeObject> other = changed(
                render(SPEC, 1), manifest -> ((ObjectNode) pod(manifest).at("/containers/0")).put("image", "other:1"));

        assertThat(told(diff(render(SPEC, 1), other))).containsExactly("UPDATE Deployment web, replacing");
    }

    @Test
    void labelsAndCountReplaceNothing() {
        WorkloadSpec changed =
                spec().mode(Mode.replicated(5)).label("team", "ships").build();

        assertThat(told(diff(rerender(changed, 2, render(SPEC, 1)), render(SPEC, 1))))
                .containsExactly("CREATE PodDisruptionBudget web", "UPDATE Deployment web");
    }

    @Test
    void anotherRevisionOfTheSameSpecReplacesEverything() {
        assertThat(told(diff(render(SPEC, 2), render(SPEC, 1)))).containsExactly("UPDATE Deployment web, replacing");
    }

    @Test
    void whatOthersMadeUnderItsNameGoesBeforeItIsMade() {
        Observed taken = Observed.builder().foreign("DaemonSet shop/web").build();

        assertThat(told(KubernetesDifference.between(render(SPEC, 1), taken)))
                .containsExactly("DELETE DaemonSet web, replacing", "CREATE Deployment web, replacing");
    }

    @Test
    void anotherWaitForALostNodeReplacesAndSoDoesNone() {
        WorkloadSpec waiting =
                spec().nodeLossWait(Optional.of(Duration.ofSeconds(7))).build();
        List<NativeObject> before = rerender(waiting, 2, render(SPEC, 1));

        assertThat(told(diff(before, render(SPEC, 1)))).containsExactly("UPDATE Deployment web, replacing");
        assertThat(told(diff(rerender(SPEC, 3, before), before))).containsExactly("UPDATE Deployment web, replacing");
    }

    @Test
    void anotherRevisionOfABatchIsAnotherJob() {
        WorkloadSpec batch = spec().mode(Mode.batch()).build();

        assertThat(told(diff(render(batch, 2), render(batch, 1))))
                .containsExactly("DELETE Job web-r1, replacing", "CREATE Job web-r2, replacing");
        assertThat(told(diff(rerender(batch, 2, render(batch, 1)), render(batch, 1))))
                .containsExactly("UPDATE Job web-r1");
    }

    @Test
    void anotherModeIsAnotherKind() {
        assertThat(told(diff(render(spec().mode(Mode.global()).build(), 2), render(SPEC, 1))))
                .containsExactly("DELETE Deployment web, replacing", "CREATE DaemonSet web, replacing");
    }

    @Test
    void aFileIsThereBeforeItsPodsAndGoesWithTheNextWriteButOne() {
        List<NativeObject> one = render(withFile("one"), 1);
        List<NativeObject> two = render(withFile("two"), 2);
        List<NativeObject> three = render(withFile("three"), 3);
        List<NativeObject> both = new ArrayList<>(two);
        both.add(one.get(0));

        assertThat(told(diff(two, one)))
                .containsExactly("CREATE ConfigMap " + two.get(0).name(), "UPDATE Deployment web, replacing");
        assertThat(diff(two, both)).isEmpty();
        assertThat(told(KubernetesDifference.between(three, observed(both, Progress.COMPLETE))))
                .containsExactly(
                        "CREATE ConfigMap " + three.get(0).name(),
                        "UPDATE Deployment web, replacing",
                        "DELETE ConfigMap " + one.get(0).name());
    }

    @Test
    void theFilesOfARevisionThatMayStillServeStayUntilARolloutIsComplete() {
        List<NativeObject> one = render(withFile("one"), 1);
        List<NativeObject> hung = new ArrayList<>(render(withFile("two"), 2));
        hung.add(one.get(0));
        List<NativeObject> three = render(withFile("three"), 3);

        for (Progress progress : List.of(Progress.ONGOING, Progress.UNKNOWN, Progress.failed("WHY", "why"))) {
            assertThat(told(KubernetesDifference.between(three, observed(hung, progress))))
                    .containsExactly("CREATE ConfigMap " + three.get(0).name(), "UPDATE Deployment web, replacing");
        }
        assertThat(told(KubernetesDifference.between(List.of(), observed(hung, Progress.ONGOING))))
                .contains("DELETE ConfigMap " + one.get(0).name());
    }

    private static Observed observed(List<NativeObject> there, Progress progress) {
        Observed.Builder observed = Observed.builder().mark("mark").progress(progress);
        there.forEach(observed::object);
        return observed.build();
    }

    @Test
    void aDiscoveryNameThatIsNoLongerWantedGoes() {
        List<NativeObject> named = render(spec().discoveryName("shop").build(), 1);

        assertThat(told(diff(render(SPEC, 2), named)))
                .containsExactly("DELETE Service shop", "UPDATE Deployment web, replacing");
    }

    @Test
    void whatMayBeRefusedForItsNameIsMadeBeforeAnythingGoes() {
        WorkloadSpec before = spec().discoveryName("shop").build();
        WorkloadSpec named = before.toBuilder()
                .discoveryName("found")
                .mode(Mode.replicated(3))
                .build();
        Observed taken = Observed.builder().foreign("Deployment shop/web").build();

        assertThat(told(KubernetesDifference.between(render(named, 1), taken)))
                .containsExactly(
                        "CREATE Service found",
                        "CREATE PodDisruptionBudget web",
                        "DELETE Deployment web, replacing",
                        "CREATE Deployment web, replacing");
        assertThat(told(diff(render(named, 2), render(before, 1))))
                .containsExactly(
                        "CREATE Service found",
                        "CREATE PodDisruptionBudget web",
                        "DELETE Service shop",
                        "UPDATE Deployment web, replacing");
    }

    @Test
    void runsStayUntilTheirCronIsRemovedAndGoAfterIt() {
        WorkloadSpec cron = spec().mode(Cron.builder("0 3 * * *").build()).build();
        List<NativeObject> there = new ArrayList<>(run(cron));
        there.addAll(render(cron, 1));

        assertThat(told(diff(render(cron, 2), there))).containsExactly("UPDATE PodTemplate web");
        assertThat(told(diff(List.of(), there)))
                .containsExactly("DELETE PodTemplate web", "DELETE Job web-20261121t030000z, replacing");
    }

    private static WorkloadSpec withFile(String content) {
        return spec(task().file(new TaskFile.Config("/etc/file", content, 0444)))
                .build();
    }

    private static List<NativeObject> changed(List<NativeObject> objects, Consumer<ObjectNode> change) {
        NativeObject last = objects.get(objects.size() - 1);
        ObjectNode manifest = manifest(objects);
        change.accept(manifest);
        return List.of(new NativeObject(last.kind(), last.name(), Json.write(manifest)));
    }

    private static ObjectNode part(ObjectNode manifest) {
        return (ObjectNode) manifest.path("spec");
    }

    private static ObjectNode pod(ObjectNode manifest) {
        return (ObjectNode) manifest.at("/spec/template/spec");
    }

    private static List<String> told(List<NativeWrite> writes) {
        return writes.stream()
                .map(write -> write.action() + " " + write.object().kind() + " "
                        + write.object().name() + (write.replaces() ? ", replacing" : ""))
                .toList();
    }
}
