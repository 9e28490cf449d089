package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.ID;
import static dev.berth.scheduler.k8s.Rendering.OWNER;
import static dev.berth.scheduler.k8s.Rendering.render;
import static dev.berth.scheduler.k8s.Rendering.spec;
import static dev.berth.scheduler.k8s.TestKubernetes.SPACE;
import static dev.berth.scheduler.k8s.TestKubernetes.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.k8s.render.ManifestText;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an observer tells, and how often it asks. */
@Timeout(60)
class KubernetesObserverTest {
    private final TestKubernetes test = new TestKubernetes();
    private final TestClock clock = new TestClock();
    private final Backend backend =
            KubernetesProvider.over(test.client, new BackendContext("kubernetes", OWNER, clock));
    private final Call watching = Call.untilCancelled();
    private final ObservedFacts facts = new ObservedFacts(true);
    private final Thread thread = new Thread(this::observe);

    private void observe() {
        try {
            backend.observe(Selector.all(), facts, watching);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        watching.cancel();
        thread.join(20_000);
        backend.close();
        assertThat(thread.isAlive()).isFalse();
    }

    private ObjectNode accept() {
        StoredRecord record = new StoredRecord(new RecordKey(ID, 1), Map.of("mode", "REPLICATED"), "{}");
        assertThat(backend.createIfAbsent(record, call())).isTrue();
        var object = render(spec().build(), 1).get(0);
        return test.objects.put(ObjectKind.DEPLOYMENT, ManifestText.read(object.document()));
    }

    private void putNode() {
        ObjectNode node = Json.object();
        node.putObject("metadata").put("name", "n1");
        node.putObject("status")
                .putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", "True");
        var unused = test.objects.put(ObjectKind.NODE, node);
    }

    private String uid(String pod) {
        return test.objects
                .find(ObjectKind.POD, SPACE, pod)
                .orElseThrow()
                .at("/metadata/uid")
                .asText();
    }

    private String putPod(ObjectNode maker, String name) {
        var unused = test.objects.put(ObjectKind.POD, Held.pod(maker, name));
        return uid(name);
    }

    @Test
    void oneLookTakesEightRequestsAndTellsAllBeforeItIsSynced() throws InterruptedException {
        putNode();
        String pod = putPod(accept(), "web-1");
        ObservedFacts once = new ObservedFacts(false);
        test.requests.made();
        backend.observe(Selector.all(), once, call());
        assertThat(once.told())
                .containsExactly(
                        "controller false", "node n1", "instance " + pod + " PENDING", "workload shop/web", "synced");
        assertThat(test.requests.made())
                .containsExactlyInAnyOrder(
                        "list NODE",
                        "list DEPLOYMENT",
                        "list DAEMON_SET",
                        "list POD_TEMPLATE",
                        "list JOB",
                        "list CONFIG_MAP",
                        "list POD",
                        "list LEASE");
    }

    /** Of a rollout whose pod was made at noon, by the clock of the server, and is not ready yet. */
    private Progress daemons() throws InterruptedException {
        putDaemons();
        ObservedFacts once = new ObservedFacts(false);
        backend.observe(Selector.all(), once, call());
        return once.progress();
    }

    private void putDaemons() {
        RolloutPolicy policy =
                RolloutPolicy.builder().progressDeadline(Duration.ofMinutes(2)).build();
        StoredRecord record = new StoredRecord(new RecordKey(ID, 1), Map.of("mode", "GLOBAL"), "{}");
        assertThat(backend.createIfAbsent(record, call())).isTrue();
        ObjectNode set =
                Rendering.manifest(spec().mode(Mode.global()).rollout(policy).build());
        set.putObject("status")
                .put("observedGeneration", 1)
                .put("desiredNumberScheduled", 1)
                .put("updatedNumberScheduled", 1)
                .put("numberAvailable", 0);
        var unused = putPod(test.objects.put(ObjectKind.DAEMON_SET, set), "web-1");
    }

    @Test
    void aClockThatIsAheadFailsNoRolloutBeforeItsDeadline() throws InterruptedException {
        clock.pass(Duration.ofMinutes(3).plusSeconds(10));
        test.server.ahead = Duration.ofMinutes(-3);

        assertThat(daemons()).isEqualTo(Progress.ONGOING);
    }

    @Test
    void aClockThatIsBehindLetsARolloutFailAtItsDeadline() throws InterruptedException {
        clock.pass(Duration.ofMinutes(-3));
        test.server.ahead = Duration.ofMinutes(6);

        assertThat(daemons().state()).isEqualTo(Progress.State.FAILED);
    }

    @Test
    void aRolloutThatGetsNowhereHasFailedAtItsDeadlineThoughNothingHappens() throws InterruptedException {
        putDaemons();
        thread.start();
        facts.await("synced", 1);
        assertThat(facts.progress()).isEqualTo(Progress.ONGOING);
        clock.pass(Duration.ofMinutes(3));
        facts.await("workload shop/web", 2);
        assertThat(facts.progress().state()).isEqualTo(Progress.State.FAILED);
    }

    @Test
    void aPodThatSomebodyTakesOurMarksOffIsToldOfNoMore() throws InterruptedException {
        String pod = putPod(accept(), "web-1");
        thread.start();
        facts.await("synced", 1);
        test.objects.change(
                ObjectKind.POD,
                SPACE,
                "web-1",
                it -> it.withObjectProperty("metadata")
                        .withObjectProperty("labels")
                        .remove(KubernetesLabels.WORKLOAD));
        facts.await("ended " + pod + " UNKNOWN", 1);
    }

    @Test
    void changesAreToldByWatchesAlone() throws InterruptedException {
        ObjectNode web = accept();
        thread.start();
        facts.await("synced", 1);
        test.requests.await("watch LEASE", 1);
        test.requests.await("watch POD", 1);
        test.requests.made();
        String pod = putPod(web, "web-1");
        facts.await("instance " + pod + " PENDING", 1);
        test.objects.remove(ObjectKind.POD, SPACE, "web-1");
        facts.await("ended " + pod + " PENDING", 1);
        putNode();
        facts.await("node n1", 1);
        test.objects.remove(ObjectKind.NODE, "", "n1");
        facts.await("node gone n1", 1);
        assertThat(test.requests.made()).noneMatch(request -> request.startsWith("list"));
        assertThat(facts.told()).filteredOn("synced"::equals).hasSize(1);
    }

    @Test
    void aWorkloadIsGoneWithItsLastObject() throws InterruptedException {
        accept();
        thread.start();
        facts.await("synced", 1);
        test.objects.remove(ObjectKind.DEPLOYMENT, SPACE, "web");
        facts.await("workload shop/web", 2);
        assertThat(facts.told()).doesNotContain("gone shop/web");
        backend.delete(new RecordKey(ID, 1), call());
        facts.await("gone shop/web", 1);
    }

    @Test
    void whatLiesTooFarBackIsListedAndToldAnew() throws InterruptedException {
        accept();
        test.requests.before("watch POD", test.objects::compact);
        thread.start();
        facts.await("synced", 2);
        assertThat(facts.told()).filteredOn("workload shop/web"::equals).hasSize(2);
        assertThat(facts.told()).containsSubsequence("synced", "start over", "workload shop/web", "synced");
        putNode();
        facts.await("node n1", 1);
    }

    @Test
    void aControllerThatComesAndGoesIsTold() throws InterruptedException {
        thread.start();
        facts.await("synced", 1);
        Lease lease =
                backend.lease(Lease.CONTROLLER, Duration.ofHours(1), call()).orElseThrow();
        facts.await("controller true", 1);
        lease.close();
        facts.await("controller false", 2);
        assertThat(facts.told())
                .isEqualTo(List.of("controller false", "synced", "controller true", "controller false"));
    }
}
