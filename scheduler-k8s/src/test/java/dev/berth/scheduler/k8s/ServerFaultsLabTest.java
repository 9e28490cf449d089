package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.ConfigMapObject;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.api.WatchEvent;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** An API server that falls silent or dies while it is written to, and one that has forgotten what a watch begins with. */
@Timeout(180)
@EnabledIfEnvironmentVariable(named = Lab.PRESENT, matches = ".+")
class ServerFaultsLabTest {
    private final LabScheduler lab = new LabScheduler(Lab.kubeconfig("KUBECONFIG"));

    @AfterEach
    void mend() {
        LabFault.run("thaw-server");
        LabFault.run("start-server");
        LabFault.run("retry");
        lab.close();
    }

    private void assertApplied(int replicas) {
        Call patience = Call.within(Duration.ofSeconds(60));
        Optional<SchedulerException> failure = lab.apply(replicas).failure();
        while (failure.isPresent()) {
            patience.check("waiting for the server, after " + failure.get(), Effect.NONE);
            failure = lab.apply(replicas).failure();
        }
        assertThat(lab.replicas()).isEqualTo(Integer.toString(replicas));
        assertThat(lab.apply(replicas).failure()).isEmpty();
    }

    @Test
    void ofAServerThatIsFrozenInTheMiddleOfAnApplyNobodyKnowsWhatItDid() {
        assertApplied(1);
        lab.requests.before("apply DEPLOYMENT", () -> LabFault.run("freeze-server"));
        SchedulerException failure =
                lab.apply(2, Duration.ofSeconds(20)).failure().orElseThrow();
        assertThat(failure.code()).as(failure.toString()).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
        LabFault.run("thaw-server");
        assertApplied(2);
    }

    @Test
    void ofAServerThatIsFrozenBeforeItIsAskedItIsKnownThatNothingWasDone() {
        assertApplied(1);
        LabFault.run("freeze-server");
        SchedulerException failure =
                catchThrowableOfType(SchedulerException.class, () -> lab.apply(2, Duration.ofSeconds(3)));
        assertThat(failure.code()).as(failure.toString()).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(failure.effect()).isEqualTo(Effect.NONE);
        LabFault.run("thaw-server");
        assertApplied(2);
    }

    @Test
    void anApplyWhoseServerDiesIsRepairedByTheNext() {
        assertApplied(1);
        lab.requests.before("apply DEPLOYMENT", () -> LabFault.run("kill-server"));
        SchedulerException failure =
                lab.apply(2, Duration.ofSeconds(20)).failure().orElseThrow();
        assertThat(failure.code()).as(failure.toString()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
        LabFault.run("start-server");
        assertApplied(2);
    }

    /** Also when it was asked for at a time that the server has forgotten. */
    @Test
    void aServerThatIsStartedAgainMeanwhileIsWaitedFor() {
        assertApplied(1);
        LabFault.run("restart-server");
        assertThat(lab.client.version(Call.within(Duration.ofSeconds(20)))).startsWith("v1.");
        assertApplied(2);
    }

    private void change(String value) {
        Kubectl.apply("""
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: one, namespace: %s}
            data: {value: "%s"}
            """.formatted(lab.namespace, value));
    }

    @Test
    void aWatchThatBeginsWithWhatIsForgottenSaysSo() throws InterruptedException {
        change("1");
        String version = lab.client.listMetadata(
                ObjectKind.CONFIG_MAP, lab.namespace, "", new Listing<>(), Call.within(Duration.ofSeconds(20)));
        change("2");
        LabFault.run("compact");
        LabFault.run("restart-server");
        try (Feed<WatchEvent<ObjectMeta>> feed = lab.client.watchMetadata(
                ObjectKind.CONFIG_MAP, lab.namespace, "", version, Call.within(Duration.ofSeconds(60)))) {
            assertThat(feed.poll(Duration.ofSeconds(30)).orElseThrow())
                    .isInstanceOfSatisfying(
                            WatchEvent.Failed.class,
                            failed -> assertThat(failed.isExpired()).isTrue());
        }
        Listing<ConfigMapObject> there = new Listing<>();
        String unused = lab.client.list(
                ObjectKind.CONFIG_MAP,
                lab.namespace,
                "",
                Codec.CONFIG_MAPS,
                there,
                Call.within(Duration.ofSeconds(20)));
        assertThat(there.all()).anySatisfy(one -> assertThat(one.data()).containsEntry("value", "2"));
    }

    @Test
    void whatIsWatchedIsToldAnewWhenTheServerHasForgottenTheBeginning() throws InterruptedException {
        assertApplied(1);
        BackendContext context = new BackendContext("kubernetes", OWNER, Clock.systemUTC());
        Call watching = Call.untilCancelled();
        ObservedFacts facts = new ObservedFacts(true);
        try (Backend backend = KubernetesProvider.over(new ApiClient(Lab.kubeconfig("KUBECONFIG")), context)) {
            Thread observer = new Thread(() -> observe(backend, facts, watching), "observer");
            observer.start();
            facts.await("synced", 1);
            LabFault.run("compact");
            LabFault.run("restart-server");
            facts.await("synced", 2, Duration.ofSeconds(60));
            assertApplied(2);
            facts.await("workload " + lab.id(), 2);
            watching.cancel();
            observer.join(20_000);
            assertThat(observer.isAlive()).isFalse();
        }
    }

    /** As whoever watches does: one that is cut off begins anew. */
    private void observe(Backend backend, ObservedFacts facts, Call watching) {
        while (!watching.isCancelled()) {
            try {
                backend.observe(Selector.of(lab.id()), facts, watching);
            } catch (ContactException e) {
                assertThat(e.code()).isIn(ErrorCode.UNAVAILABLE, ErrorCode.CANCELLED);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
