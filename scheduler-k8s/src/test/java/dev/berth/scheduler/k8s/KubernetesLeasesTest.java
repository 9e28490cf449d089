package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.OWNER;
import static dev.berth.scheduler.k8s.TestKubernetes.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Lease;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leases of coordination.k8s.io: one holder at a time, who knows when it is none any more. */
class KubernetesLeasesTest {
    private static final String NAME = "duty";
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestKubernetes test = new TestKubernetes();
    private final TestClock clock = new TestClock();
    private final TestTimer timer = new TestTimer();
    private final KubernetesLeases leases = new KubernetesLeases(test.client, OWNER, clock, timer);
    private final KubernetesLeases others = new KubernetesLeases(test.server, OWNER, clock);

    @AfterEach
    void close() {
        leases.close();
        others.close();
    }

    private Lease taken() {
        return leases.take(NAME, HOUR, call()).orElseThrow();
    }

    private Optional<Lease> takenByOthers() {
        return others.take(NAME, HOUR, call());
    }

    private ObjectNode stored() {
        return test.objects
                .find(ObjectKind.LEASE, KubernetesLeases.NAMESPACE, KubernetesNames.lease(OWNER, NAME))
                .orElseThrow();
    }

    @Test
    void oneHoldsItAtATimeAndEverybodyKnows() {
        assertThat(others.isHeld(NAME, call())).isFalse();
        Lease lease = taken();
        assertThat(test.requests.made()).containsExactly("lease", "create LEASE");
        assertThat(lease.isHeld()).isTrue();
        assertThat(takenByOthers()).isEmpty();
        assertThat(others.left(NAME, call())).isEqualTo(HOUR);
        assertThat(others.take("another", HOUR, call())).isPresent();
    }

    @Test
    void isWrittenAsOtherToolsReadIt() {
        assertThat(leases.take(NAME, Duration.ofMillis(1500), call())).isPresent();
        assertThat(stored().path("spec").path("leaseDurationSeconds").asInt()).isEqualTo(2);
        assertThat(stored().path("spec").path("renewTime").asText()).isEqualTo("2026-11-21T12:00:00.000000Z");
        assertThat(stored().path("spec").path("holderIdentity").asText()).matches("[0-9a-f]{16}");
    }

    @Test
    void whatIsGivenBackIsTakenAtOnceAndGivingItBackTwiceTakesNothingFromTheNext() {
        Lease first = taken();
        first.close();
        assertThat(first.isHeld()).isFalse();
        Lease second = takenByOthers().orElseThrow();
        first.close();
        assertThat(second.isHeld()).isTrue();
        assertThat(leases.take(NAME, HOUR, call())).isEmpty();
    }

    @Test
    void oneThatRanOutIsTakenByAnotherAndItsHolderWritesNothingOver() {
        Lease lease = taken();
        clock.pass(HOUR);
        assertThat(takenByOthers()).isPresent();
        ObjectNode theirs = stored();
        timer.ring();
        assertThat(lease.isHeld()).isFalse();
        lease.close();
        assertThat(stored()).isEqualTo(theirs);
        assertThat(theirs.at("/spec/leaseTransitions").asInt()).isEqualTo(1);
    }

    @Test
    void itIsRenewedThoughARenewalFails() {
        Lease lease = taken();
        clock.pass(HOUR.dividedBy(3));
        test.requests.before("lease", () -> {
            throw ContactException.unavailable("the server is away", Effect.NONE, null);
        });
        timer.ring();
        assertThat(lease.isHeld()).isTrue();
        assertThat(others.left(NAME, call())).isEqualTo(HOUR.dividedBy(3).multipliedBy(2));
        timer.ring();
        assertThat(others.left(NAME, call())).isEqualTo(HOUR);
    }

    @Test
    void ofTwoWhoSeeItFreeOneTakesIt() {
        test.requests.before("create LEASE", () -> assertThat(takenByOthers()).isPresent());
        assertThat(leases.take(NAME, HOUR, call())).isEmpty();
        clock.pass(HOUR);
        test.requests.before("updateLease", () -> assertThat(takenByOthers()).isPresent());
        assertThat(leases.take(NAME, HOUR, call())).isEmpty();
    }

    @Test
    void anInterruptedThreadGivesItBackAndStaysInterrupted() {
        Lease lease = taken();
        Thread.currentThread().interrupt();
        lease.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(takenByOthers()).isPresent();
    }

    @Test
    void itIsGivenBackThoughItsThreadIsInterruptedMeanwhile() {
        Lease lease = taken();
        test.requests.before("updateLease", () -> {
            Thread.currentThread().interrupt();
            throw ContactException.cancelled("interrupted", Effect.NONE);
        });
        lease.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(takenByOthers()).isPresent();
    }

    @Test
    void itIsGivenBackThoughARenewalIsUnderWay() {
        Lease lease = taken();
        test.requests.before(
                "updateLease",
                () -> test.objects.change(
                        ObjectKind.LEASE,
                        KubernetesLeases.NAMESPACE,
                        KubernetesNames.lease(OWNER, NAME),
                        renewed -> renewed.withObjectProperty("spec").put("renewTime", "2026-11-21T12:00:01.000000Z")));
        lease.close();
        assertThat(takenByOthers()).isPresent();
    }

    @Test
    void aTimeThatIsNoneMeansThatNobodyHoldsIt() {
        taken();
        test.objects.change(
                ObjectKind.LEASE,
                KubernetesLeases.NAMESPACE,
                KubernetesNames.lease(OWNER, NAME),
                lease -> lease.withObjectProperty("spec").remove("renewTime"));
        assertThat(takenByOthers()).isPresent();
    }
}
