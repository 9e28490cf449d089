package dev.berth.scheduler.local.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProberTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final ManualTimer timer = new ManualTimer();
    private final ScriptedCommands commands = new ScriptedCommands();
    private final Events events = new Events();
    private final Prober prober = new Prober(timer, Threads.pool("test-probe", Prober.MOST_WORKERS));

    @AfterEach
    void close() {
        prober.close();
    }

    private static Probe.Builder probe() {
        return Probe.builder(ProbeCheck.command("/bin/check"))
                .interval(INTERVAL)
                .timeout(TIMEOUT)
                .failureThreshold(1);
    }

    private ProbeRegistration register(Probe probe, Duration grace) {
        return prober.register(probe, new ProbeTarget("127.0.0.1", Map.of(), grace, false, commands), events);
    }

    /** Ends the question under way, and waits until the next one is set. */
    private void answer(int exitCode) throws InterruptedException {
        commands.end(exitCode);
        timer.await(1, INTERVAL);
    }

    @Test
    void asksAtOnceAndTellsTheFirstState() throws InterruptedException {
        register(probe().build(), Duration.ZERO);
        commands.end(0);

        assertThat(events.next()).isEqualTo("passing");
    }

    @Test
    void tellsTheReasonOfTheLastFailure() throws InterruptedException {
        register(probe().failureThreshold(2).build(), Duration.ZERO);
        answer(7);
        assertThat(events.isEmpty()).isTrue();
        timer.advance(INTERVAL);
        commands.end(3);

        assertThat(events.next()).isEqualTo("exit code 3");
    }

    @Test
    void saysWhyNothingHasPassedYetWheneverThatIsAnotherReason() throws InterruptedException {
        register(probe().failureThreshold(100).build(), Duration.ZERO);
        answer(7);
        timer.advance(INTERVAL);
        answer(7);
        timer.advance(INTERVAL);
        answer(8);
        timer.advance(INTERVAL);
        answer(0);
        timer.advance(INTERVAL);
        answer(9);

        assertThat(events.notYets()).containsExactly("exit code 7", "exit code 8");
        assertThat(events.next()).isEqualTo("passing");
        assertThat(events.isEmpty()).isTrue();
    }

    @Test
    void asksAStartingInstanceMoreOftenUntilItPassesForTheFirstTime() throws InterruptedException {
        prober.register(probe().build(), new ProbeTarget("127.0.0.1", Map.of(), Duration.ZERO, true, commands), events);
        commands.end(1);
        timer.await(1, Duration.ofMillis(100));
        timer.advance(Duration.ofMillis(100));
        commands.end(1);
        timer.await(1, Duration.ofMillis(150));
        timer.advance(Duration.ofMillis(150));
        answer(0);
        timer.advance(INTERVAL);
        answer(1);
    }

    @Test
    void tellsChangesOnly() throws InterruptedException {
        register(probe().build(), Duration.ZERO);
        answer(0);
        timer.advance(INTERVAL);
        answer(0);
        timer.advance(INTERVAL);
        answer(1);
        timer.advance(INTERVAL);
        answer(0);

        assertThat(events.next()).isEqualTo("passing");
        assertThat(events.next()).isEqualTo("exit code 1");
        assertThat(events.next()).isEqualTo("passing");
        assertThat(events.isEmpty()).isTrue();
    }

    @Test
    void theIntervalCountsFromTheEndOfAQuestion() throws InterruptedException {
        register(probe().build(), Duration.ZERO);
        CompletableFuture<Integer> first = commands.next();
        timer.advance(TIMEOUT.dividedBy(2));
        first.complete(0);
        timer.await(1, INTERVAL);

        timer.advance(INTERVAL.minusNanos(1));
        assertThat(commands.count()).isEqualTo(1);

        timer.advance(Duration.ofNanos(1));
        commands.end(0);
        assertThat(commands.count()).isEqualTo(2);
    }

    @Test
    void aQuestionWithoutAnAnswerTimesOutAndItsCommandIsKilled() throws InterruptedException {
        register(probe().build(), Duration.ZERO);
        CompletableFuture<Integer> hanging = commands.next();
        timer.await(1, TIMEOUT);
        timer.advance(TIMEOUT);

        assertThat(events.next()).isEqualTo("timed out after 1 s");
        assertThat(commands.nextKilled()).isSameAs(hanging);
    }

    @Test
    void theTimeoutIsKeptToTheNanosecond() throws InterruptedException {
        register(probe().build(), Duration.ZERO);
        CompletableFuture<Integer> slow = commands.next();
        timer.await(1, TIMEOUT);
        timer.advance(TIMEOUT.minusNanos(1));
        slow.complete(0);

        assertThat(events.next()).isEqualTo("passing");
    }

    @Test
    void anAnswerAfterTheTimeoutDoesNotCount() throws InterruptedException {
        register(probe().timeout(Duration.ofMillis(1500)).build(), Duration.ZERO);
        CompletableFuture<Integer> late = commands.next();
        timer.await(1, Duration.ofMillis(1500));
        timer.advance(Duration.ofMillis(1500));
        assertThat(events.next()).isEqualTo("timed out after 1500 ms");

        late.complete(0);

        timer.await(1, INTERVAL);
        assertThat(events.isEmpty()).isTrue();
    }

    @Test
    void failuresOfQuestionsAskedWithinTheGraceHaveNoConsequence() throws InterruptedException {
        register(probe().build(), INTERVAL.plusNanos(1));
        answer(1);
        timer.advance(INTERVAL);
        answer(1);
        assertThat(events.isEmpty()).isTrue();

        timer.advance(INTERVAL);
        commands.end(1);
        assertThat(events.next()).isEqualTo("exit code 1");
    }

    @Test
    void theFirstFailureOnceTheGraceHasPassedCounts() throws InterruptedException {
        register(probe().build(), INTERVAL);
        answer(1);
        assertThat(events.isEmpty()).isTrue();

        timer.advance(INTERVAL);
        commands.end(1);

        assertThat(events.next()).isEqualTo("exit code 1");
    }

    @Test
    void aSuccessWithinTheGraceCounts() throws InterruptedException {
        register(probe().build(), Duration.ofHours(1));
        commands.end(0);

        assertThat(events.next()).isEqualTo("passing");
    }

    @Test
    void closingKillsWhatIsUnderWayAndLeavesNothing() throws InterruptedException {
        ProbeRegistration registration = register(probe().build(), Duration.ZERO);
        CompletableFuture<Integer> running = commands.next();
        registration.close();

        assertThat(commands.nextKilled()).isSameAs(running);
        running.complete(1);
        assertThat(events.isEmpty()).isTrue();
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void closingBetweenQuestionsLeavesNothing() throws InterruptedException {
        ProbeRegistration registration = register(probe().build(), Duration.ZERO);
        answer(0);
        registration.close();
        timer.advance(INTERVAL.multipliedBy(3));

        assertThat(commands.count()).isEqualTo(1);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void aListenerThatFailsDoesNotEndTheProbe() throws InterruptedException {
        ProbeListener broken = new ProbeListener() {
            @Override
            public void passing() {
                throw new IllegalStateException("a listener's own failure");
            }

            @Override
            public void failing(String reason) {
                events.failing(reason);
            }

            @Override
            public void notYet(String reason) {
                throw new IllegalStateException("a listener's own failure");
            }
        };
        prober.register(
                probe().build(), new ProbeTarget("127.0.0.1", Map.of(), Duration.ZERO, false, commands), broken);
        answer(0);
        timer.advance(INTERVAL);
        commands.end(1);

        assertThat(events.next()).isEqualTo("exit code 1");
    }

    @Test
    void aCommandThatCannotBeStartedFails() throws InterruptedException {
        CommandRunner none = command -> {
            throw new IOException("no such file");
        };
        prober.register(probe().build(), new ProbeTarget("127.0.0.1", Map.of(), Duration.ZERO, false, none), events);

        assertThat(events.next()).isEqualTo("the command can't be started: no such file");
    }

    @Test
    void refusesAPortTheTargetDoesNotHave() {
        ProbeTarget target = new ProbeTarget("127.0.0.1", Map.of("http", 80), Duration.ZERO, false, commands);
        Probe probe = Probe.builder(ProbeCheck.tcp("admin")).build();

        assertThatThrownBy(() -> prober.register(probe, target, events))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port (=admin) of a probe must be one of [http]");
    }

    @Test
    void refusesWhatComesAfterItsEnd() {
        prober.close();

        assertThatThrownBy(() -> register(probe().build(), Duration.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the prober is closed");
    }
}
