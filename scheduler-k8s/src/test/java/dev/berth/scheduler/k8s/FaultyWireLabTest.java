package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Edits of the lab's cluster over a connection that a seed makes bad, beside the same ones over a good one. */
@Timeout(120)
@EnabledIfEnvironmentVariable(named = Lab.PRESENT, matches = ".+")
class FaultyWireLabTest {
    private static final String KINDS =
            "deployments,daemonsets,jobs,podtemplates,services,poddisruptionbudgets,configmaps,secrets";

    /** Which of them have how many pods, while edits follow each other, is a matter of moments. */
    private static final String MADE_BY_KUBERNETES = "replicasets,controllerrevisions,pods";

    private final LabScheduler good = new LabScheduler(Lab.kubeconfig("KUBECONFIG"));
    private final List<String> claims = new ArrayList<>();

    @AfterEach
    void close() {
        good.close();
    }

    @ParameterizedTest(name = "with seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsEditedAgainUntilItIsDoneIsAsOverAGoodConnection(long seed) throws IOException, GeneralSecurityException {
        try (FaultyProxy proxy = new FaultyProxy(seed);
                LabScheduler bad = new LabScheduler(proxy.config())) {
            EditStory story = new EditStory(bad.namespace, seed);
            new EditStory(good.namespace, seed)
                    .edits()
                    .forEach(edit -> good.scheduler.workloads().edit(edit).orThrow());
            story.edits().forEach(edit -> converge(proxy, bad, edit));

            assertSame(bad);
            for (WorkloadSpec last : story.last()) {
                assertThat(good.scheduler
                                .workloads()
                                .find(last.id())
                                .orElseThrow()
                                .spec())
                        .isEqualTo(last);
                assertThat(good.scheduler.workloads().plan(Edit.apply(last)).isEmpty())
                        .isTrue();
            }
            assertThat(claims).as("generations that were claimed").doesNotHaveDuplicates();

            story.last().forEach(last -> converge(proxy, bad, Edit.remove(last.id())));
            awaitNothing(bad.namespace);
        }
    }

    private void converge(FaultyProxy proxy, LabScheduler bad, Edit edit) {
        Call patience = Call.within(Duration.ofSeconds(60));
        Optional<SchedulerException> failure = attempt(proxy, bad, edit);
        while (failure.isPresent()) {
            patience.check("trying until there is no " + failure.get(), Effect.NONE);
            failure = attempt(proxy, bad, edit);
        }
    }

    /** Who was not told what became of a write never says that nothing did. */
    private Optional<SchedulerException> attempt(FaultyProxy proxy, LabScheduler bad, Edit edit) {
        Optional<SchedulerException> failure = failure(bad, edit);
        List<FaultyProxy.Written> written = proxy.written();
        written.stream().flatMap(one -> claim(one).stream()).forEach(claims::add);
        failure.filter(one -> !written.isEmpty())
                .ifPresent(one -> assertThat(one.effect())
                        .as(edit + " ended with " + one + " after " + written)
                        .isEqualTo(Effect.UNKNOWN));
        return failure;
    }

    private static Optional<SchedulerException> failure(LabScheduler bad, Edit edit) {
        try {
            return bad.scheduler
                    .within(Duration.ofSeconds(20))
                    .workloads()
                    .edit(List.of(edit), PlanOptions.DEFAULT)
                    .items()
                    .get(0)
                    .failure();
        } catch (SchedulerException e) {
            return Optional.of(e);
        }
    }

    /** Of a life of a workload. */
    private static Optional<String> claim(FaultyProxy.Written written) {
        if (!written.method().equals("POST") || !written.path().endsWith("/configmaps")) {
            return Optional.empty();
        }
        JsonNode metadata = Json.read(written.body()).path("metadata");
        return Optional.of(metadata)
                .filter(FaultyWireLabTest::isRecord)
                .map(one -> one.path("name").asText()
                        + " "
                        + one.at("/annotations/record.berth.dev~1incarnation").asText());
    }

    private static boolean isRecord(JsonNode metadata) {
        return metadata.at("/labels/berth.dev~1kind").asText().equals(KubernetesLabels.RECORD);
    }

    private void assertSame(LabScheduler bad) {
        assertThat(settled(bad.namespace, KINDS)).isEqualTo(settled(good.namespace, KINDS));
    }

    /** All that is Berth's, once nothing is going any more. */
    private static Map<String, JsonNode> settled(String namespace, String kinds) {
        Call patience = Call.within(Duration.ofSeconds(60));
        JsonNode items = items(namespace, kinds);
        while (!items.findValues("deletionTimestamp").isEmpty()) {
            patience.check("waiting for what is being deleted", Effect.NONE);
            items = items(namespace, kinds);
        }
        Map<String, JsonNode> objects = new TreeMap<>();
        items.forEach(item -> objects.put(
                item.path("kind").asText() + " " + item.at("/metadata/name").asText(), comparable((ObjectNode) item)));
        return objects;
    }

    private static JsonNode items(String namespace, String kinds) {
        String selector = KubernetesLabels.selector(Rendering.OWNER);
        return Json.read(Kubectl.run("get", kinds, "-n", namespace, "-l", selector, "-o", "json"))
                .path("items");
    }

    /** Without what names this life of it and this place, and what others write. */
    private static JsonNode comparable(ObjectNode item) {
        ObjectNode metadata = (ObjectNode) item.path("metadata");
        if (isRecord(metadata)) {
            return Json.object();
        }
        item.remove("status");
        metadata.retain("name", "labels", "annotations");
        if (metadata.path("annotations") instanceof ObjectNode annotations) {
            annotations.remove(List.of(
                    KubernetesLabels.INCARNATION, KubernetesLabels.DIGEST, "deployment.kubernetes.io/revision"));
        }
        return item;
    }

    /** Records stay where no controller forgets them. */
    private void awaitNothing(String namespace) {
        assertThat(settled(namespace, KINDS + "," + MADE_BY_KUBERNETES).keySet())
                .allMatch(name -> name.endsWith(".berth"));
        assertThat(good.scheduler.workloads().list(Selector.all().inNamespace(namespace)))
                .isEmpty();
    }
}
