package dev.berth.scheduler.swarm;

import static dev.berth.scheduler.swarm.Rendering.OWNER;
import static dev.berth.scheduler.swarm.TestSwarm.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leases as configs: one holder at a time, who knows when it is none any more. */
class SwarmLeasesTest {
    private static final String NAME = "duty";
    private static final Duration HOUR = Duration.ofHours(1);

    private final FakeSwarm swarm = new FakeSwarm();
    private final FaultyClient client = new FaultyClient(swarm);
    private final TestClock clock = new TestClock();
    private final TestTimer timer = new TestTimer();
    private final SwarmLeases leases = new SwarmLeases(client, OWNER, clock, timer);
    private final SwarmLeases others = new SwarmLeases(swarm, OWNER, clock);

    @AfterEach
    void close() {
        leases.close();
        others.close();
    }

    private Lease taken(Duration timeToLive) {
        return leases.take(NAME, timeToLive, call()).orElseThrow();
    }

    private Optional<Lease> takenByOthers() {
        return others.take(NAME, HOUR, call());
    }

    private ConfigObject config() {
        return swarm.manager.configs.find(SwarmNames.lease(OWNER, NAME)).orElseThrow();
    }

    /** Looks again and again, at most for a time in which nothing is left to happen. */
    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void oneHoldsItAtATimeAndEverybodyKnows() {
        assertThat(others.isHeld(NAME, call())).isFalse();
        assertThat(others.left(NAME, call())).isZero();
        Lease lease = taken(HOUR);
        assertThat(lease.isHeld()).isTrue();
        assertThat(takenByOthers()).isEmpty();
        assertThat(others.isHeld(NAME, call())).isTrue();
        assertThat(others.left(NAME, call())).isEqualTo(HOUR);
        assertThat(others.take("another", HOUR, call())).isPresent();
    }

    @Test
    void ownersHaveLeasesOfTheirOwn() {
        taken(HOUR);
        try (SwarmLeases elsewhere = new SwarmLeases(swarm, "others", clock)) {
            assertThat(elsewhere.isHeld(NAME, call())).isFalse();
            assertThat(elsewhere.take(NAME, HOUR, call())).isPresent();
        }
    }

    @Test
    void whatIsGivenBackIsTakenAtOnceAndGivingItBackTwiceTakesNothingFromTheNext() {
        Lease first = taken(HOUR);
        first.close();
        assertThat(first.isHeld()).isFalse();
        Lease second = takenByOthers().orElseThrow();
        first.close();
        assertThat(second.isHeld()).isTrue();
        assertThat(leases.take(NAME, HOUR, call())).isEmpty();
    }

    @Test
    void oneThatRanOutIsTakenByAnother() {
        taken(HOUR);
        clock.pass(HOUR);
        assertThat(others.isHeld(NAME, call())).isFalse();
        assertThat(takenByOthers()).isPresent();
    }

    @Test
    void aLeaseLostToAnotherHolderIsNotWrittenOver() {
        Lease lease = taken(HOUR);
        clock.pass(HOUR);
        Lease next = takenByOthers().orElseThrow();
        ConfigObject theirs = config();
        lease.close();
        assertThat(config()).isEqualTo(theirs);
        assertThat(next.isHeld()).isTrue();
    }

    @Test
    void aRenewalThatFindsAnotherHolderEndsTheLease() {
        Lease lease = taken(HOUR);
        clock.pass(HOUR);
        Lease next = takenByOthers().orElseThrow();
        ConfigObject theirs = config();
        timer.ring();
        assertThat(lease.isHeld()).isFalse();
        assertThat(config()).isEqualTo(theirs);
        assertThat(next.isHeld()).isTrue();
        client.requests();
        timer.ring();
        assertThat(client.requests()).isEmpty();
    }

    @Test
    void aRenewalThatLosesARaceEndsTheLease() {
        Lease lease = taken(HOUR);
        clock.pass(HOUR);
        client.next("labelConfig", Fault.after(() -> assertThat(takenByOthers()).isPresent()));
        timer.ring();
        assertThat(lease.isHeld()).isFalse();
        assertThat(others.left(NAME, call())).isEqualTo(HOUR);
    }

    @Test
    void itIsRenewedThoughARenewalFails() {
        Lease lease = taken(HOUR);
        clock.pass(HOUR.dividedBy(3));
        client.next("configs", Fault.noLeader());
        timer.ring();
        assertThat(lease.isHeld()).isTrue();
        assertThat(others.left(NAME, call())).isEqualTo(HOUR.dividedBy(3).multipliedBy(2));
        timer.ring();
        assertThat(others.left(NAME, call())).isEqualTo(HOUR);
    }

    @Test
    void oneThatIsNotRenewedIsNoLongerHeldWhenItRunsOut() {
        Lease lease = taken(Duration.ofMillis(100));
        await(() -> !lease.isHeld());
        timer.ring();
        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void ofTwoWhoSeeItFreeOneTakesIt() {
        client.next(
                "createConfig", Fault.after(() -> assertThat(takenByOthers()).isPresent()));
        assertThat(leases.take(NAME, HOUR, call())).isEmpty();
        clock.pass(HOUR);
        client.next("labelConfig", Fault.after(() -> assertThat(takenByOthers()).isPresent()));
        assertThat(leases.take(NAME, HOUR, call())).isEmpty();
    }

    @Test
    void itIsBelievedNoLongerThanItIsWrittenHoweverLongTheWritingTook() {
        Duration timeToLive = Duration.ofMillis(100);
        client.next("createConfig", Fault.after(() -> {
            long end = System.nanoTime() + timeToLive.toNanos();
            await(() -> System.nanoTime() > end);
        }));
        assertThat(leases.take(NAME, timeToLive, call()).filter(Lease::isHeld)).isEmpty();
    }

    @Test
    void oneWhoseTakingWasNotAnsweredRunsOut() {
        client.next("createConfig", Fault.answerLost());
        assertThatThrownBy(() -> leases.take(NAME, HOUR, call())).isInstanceOf(SchedulerException.class);
        assertThat(takenByOthers()).isEmpty();
        clock.pass(HOUR);
        assertThat(takenByOthers()).isPresent();
    }

    @Test
    void nobodyWaitsForManagersThatSayNothingLongerThanTheCall() {
        client.next("configs", Fault.silence());
        assertThatThrownBy(() -> leases.take(NAME, HOUR, Call.within(Duration.ofMillis(50))))
                .isInstanceOf(SchedulerException.class);
    }

    @Test
    void anInterruptedThreadGivesItBackAndStaysInterrupted() {
        Lease lease = taken(HOUR);
        Thread.currentThread().interrupt();
        lease.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(takenByOthers()).isPresent();
    }

    @Test
    void itIsGivenBackThoughTheFirstTryFails() {
        Lease lease = taken(HOUR);
        client.next("labelConfig", Fault.noLeader());
        lease.close();
        assertThat(takenByOthers()).isPresent();
    }

    @Test
    void whatCanNotBeGivenBackRunsOut() {
        Lease lease = taken(HOUR);
        IntStream.range(0, 10).forEach(request -> client.fail(request, Fault.noLeader()));
        lease.close();
        assertThat(lease.isHeld()).isFalse();
        assertThat(takenByOthers()).isEmpty();
    }

    @Test
    void aTimeThatIsNoneMeansThatNobodyHoldsIt() {
        taken(HOUR);
        swarm.manager.label(config().name(), "dev.berth.lease.until", "soon");
        assertThat(takenByOthers()).isPresent();
    }
}
