package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.local.cluster.InstanceView;
import dev.berth.scheduler.local.cluster.News;
import dev.berth.scheduler.local.cluster.Readiness;
import dev.berth.scheduler.local.cluster.Subscription;
import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.local.process.ProcessEnd;
import dev.berth.scheduler.local.process.ProcessName;
import dev.berth.scheduler.local.simulation.Behaviour;
import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cluster's own loop, rules and store over processes that are simulated, on a clock that stands. */
class SimulatedClusterTest {
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final ProcessEnd CRASH = new ProcessEnd(ProcessEnd.Kind.EXITED, 1, null);

    @TempDir
    private Path directory;

    private SimulatedLab lab;

    @BeforeEach
    void open() {
        lab = new SimulatedLab(directory);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    /** Claim, object, instances, and that they run: each is written once, however many there are. */
    @Test
    void fiftyStartWithOneLaunchAndFourWrites() {
        long before = lab.writes();
        lab.apply(LocalLab.sleep(50));
        assertThat(lab.machine().launched())
                .as("launched before the edit is answered")
                .hasSize(50);
        lab.advance(MOMENT);
        assertThat(lab.instances()).hasSize(50).allMatch(Instance::ready);
        assertThat(lab.machine().calls()).containsEntry("start", 1);
        assertThat(lab.writes() - before).isEqualTo(4);
    }

    /** Claim, object, and that they are gone: what ends at once is not written down as stopping. */
    @Test
    void fiftyStopWithOneSignalNoLookForLeftoversAndThreeWrites() {
        assertThat(stopFifty()).isEqualTo(3);
        assertThat(lab.machine().calls()).containsEntry("signalGroups", 1).doesNotContainKeys("leftovers", "kill");
    }

    @Test
    void whereItIsNotKnownOneLookFindsWhatFiftyLeftBehind() {
        lab.machine().knowingTheAlone(false);
        assertThat(stopFifty()).as("that they stop is written down too").isEqualTo(4);
        assertThat(lab.machine().calls())
                .containsEntry("signalGroups", 1)
                .containsEntry("leftovers", 1)
                .doesNotContainKey("kill");
    }

    /** Answers how many changes that wrote. */
    private long stopFifty() {
        lab.apply(LocalLab.sleep(50));
        lab.advance(MOMENT);
        long before = lab.writes();
        lab.remove();
        assertThat(lab.machine().calls())
                .as("signalled before the edit is answered")
                .containsEntry("signalGroups", 1);
        lab.advance(MOMENT);
        assertThat(lab.machine().running()).isEmpty();
        assertThat(lab.instances()).isEmpty();
        return lab.writes() - before;
    }

    @Test
    void whoWatchesIsToldOfFiftyStartsInFewTurns() throws InterruptedException {
        try (Subscription news = lab.subscribe()) {
            lab.apply(LocalLab.sleep(50));
            int turns = 0;
            for (int millisecond = 0; millisecond < 100; millisecond++) {
                turns += news.take(0).isEmpty() ? 0 : 1;
                lab.advance(Duration.ofMillis(1));
            }
            assertThat(turns).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void aProgramThatEndsAtOnceIsNeverReady() throws InterruptedException {
        lab.machine().behaving(launch -> Behaviour.usual().exitingAfter(Duration.ofNanos(300_000), 1));
        try (Subscription news = lab.subscribe()) {
            lab.apply(LocalLab.sleep(3));
            assertThat(states(news, Duration.ofSeconds(3)))
                    .noneMatch(view -> view.row().run().ready());
        }
        assertThat(lab.instances()).allMatch(instance -> instance.restarts() > 0);
    }

    @Test
    void isReadyWhenItsProgramIsExecuted() {
        lab.machine().behaving(launch -> Behaviour.usual().executingAfter(Duration.ofMillis(50)));
        lab.apply(LocalLab.sleep(1));
        lab.advance(Duration.ofMillis(40));
        assertThat(lab.instances()).singleElement().satisfies(instance -> {
            assertThat(instance.state()).isEqualTo(InstanceState.RUNNING);
            assertThat(instance.ready()).isFalse();
        });
        lab.advance(MOMENT);
        assertThat(lab.instances()).singleElement().matches(Instance::ready);
    }

    private List<InstanceView> states(Subscription news, Duration during) throws InterruptedException {
        List<InstanceView> seen = new ArrayList<>();
        for (long millisecond = 0; millisecond < during.toMillis(); millisecond++) {
            News told = news.take(0);
            seen.addAll(told.instances());
            seen.addAll(told.ends());
            lab.advance(Duration.ofMillis(1));
        }
        assertThat(seen).isNotEmpty();
        return seen;
    }

    @Test
    void killsWhatIgnoresItsSignalWhenTheGraceIsOverAndNotBefore() {
        lab.machine().behaving(launch -> Behaviour.usual().ignoringSignals());
        lab.apply(stopping(Duration.ofSeconds(7)));
        lab.advance(MOMENT);
        lab.remove();
        lab.advance(Duration.ofSeconds(7).minusNanos(1));
        assertThat(lab.machine().running()).hasSize(1);
        lab.advance(Duration.ofNanos(1));
        assertThat(lab.machine().running()).isEmpty();
        lab.advance(MOMENT);
        assertThat(lab.instances()).isEmpty();
    }

    private static WorkloadSpec.Builder stopping(Duration grace) {
        return LocalLab.spec(
                1, Task.main(ProcessArtifact.builder("/bin/sleep").build()).stop(new StopPolicy("TERM", grace)));
    }

    @Test
    void isGoneOnlyWhenWhatItLeftBehindIs() {
        lab.machine().behaving(launch -> Behaviour.usual().leaving(2));
        lab.apply(stopping(Duration.ofSeconds(5)));
        lab.advance(MOMENT);
        lab.remove();
        lab.advance(Duration.ofSeconds(4));
        assertThat(lab.machine().running()).isEmpty();
        assertThat(lab.machine().left()).as("they have the rest of the grace").isEqualTo(2);
        assertThat(lab.instances()).hasSize(1);
        lab.advance(Duration.ofSeconds(3));
        assertThat(lab.machine().left()).isZero();
        assertThat(lab.instances()).isEmpty();
    }

    @Test
    void endsWhatACrashLeftBehindBeforeItStartsAgain() {
        lab.machine()
                .behaving(launch -> launch.name().attempt() == 1
                        ? Behaviour.usual()
                                .exitingAfter(Duration.ofSeconds(1), 1)
                                .leaving(1)
                        : Behaviour.usual());
        lab.apply(LocalLab.sleep(1));
        lab.advance(Duration.ofSeconds(4));
        assertThat(lab.machine().left()).isZero();
        assertThat(lab.instances()).singleElement().satisfies(instance -> {
            assertThat(instance.ready()).isTrue();
            assertThat(instance.restarts()).isEqualTo(1);
        });
    }

    @Test
    void pausesTwiceAsLongEachTimeUntilItRunsLongEnough() {
        lab.machine().behaving(launch -> Behaviour.usual().exitingAfter(Duration.ofMillis(10), 1));
        lab.apply(LocalLab.sleep(1)
                .restart(RestartPolicy.builder()
                        .backOff(new RestartPolicy.BackOff(Duration.ofSeconds(1), Duration.ofSeconds(60), 2))
                        .build()));
        lab.advance(Duration.ofSeconds(16));
        // At 0, 1, 3, 7 and 15 seconds, and what it takes to notice.
        assertThat(lab.machine().launched()).hasSize(5);
    }

    @Test
    void anEndThatNobodyToldIsFoundWithinTenSeconds() {
        lab.apply(LocalLab.sleep(1));
        lab.advance(MOMENT);
        lab.machine().endUnnoticed(only(), CRASH);
        lab.advance(Duration.ofSeconds(12));
        assertThat(lab.instances()).singleElement().matches(instance -> instance.restarts() == 1 && instance.ready());
    }

    private ProcessName only() {
        assertThat(lab.machine().running()).hasSize(1);
        return lab.machine().running().get(0).name();
    }

    @Test
    void theNextJvmTakesOverWhatRunsAndStartsNothingTwice() {
        lab.apply(LocalLab.sleep(3));
        lab.advance(MOMENT);
        List<Instance> before = lab.instances();
        lab.restart();
        lab.advance(Duration.ofMinutes(1));
        assertThat(lab.instances()).isEqualTo(before);
        assertThat(lab.machine().launched()).hasSize(3);
    }

    @Test
    void aLaunchCutOffIsMadeAnewUnderAnotherName() {
        lab.machine().behaving(launch -> Behaviour.usual().startingAfter(Duration.ofSeconds(2)));
        lab.apply(LocalLab.sleep(1));
        lab.advance(MOMENT);
        lab.restart();
        lab.advance(Duration.ofSeconds(5));
        assertThat(lab.machine().running())
                .extracting(Launch::name)
                .singleElement()
                .matches(name -> name.attempt() == 2);
        assertThat(lab.instances()).singleElement().matches(Instance::ready);
    }

    @Test
    void theGraceCountsFromTheStartOfTheProcessWhoeverLooksAfterItSince() {
        List<Duration> ages = new ArrayList<>();
        Readiness recording = new Readiness() {
            @Override
            public Runnable watch(Subject subject, Consumer<Answer> told) {
                ages.add(subject.age());
                return () -> {};
            }

            @Override
            public void close() {}
        };
        try (SimulatedLab probed = new SimulatedLab(directory.resolve("probed"), recording)) {
            Probe probe = Probe.builder(ProbeCheck.command("/bin/true")).build();
            probed.apply(LocalLab.spec(
                    1,
                    Task.main(ProcessArtifact.builder("/bin/sleep").build())
                            .health(Health.builder().readiness(probe).build())));
            probed.advance(Duration.ofSeconds(30));
            probed.restart();
        }
        assertThat(ages).containsExactly(Duration.ZERO, Duration.ofSeconds(30).minusMillis(1));
    }

    @Test
    void theNextJvmLearnsHowAProcessEndedMeanwhile() {
        lab.apply(LocalLab.sleep(1)
                .restart(RestartPolicy.builder()
                        .condition(RestartPolicy.Condition.NEVER)
                        .build()));
        lab.advance(MOMENT);
        lab.cluster().close();
        lab.machine().end(only(), new ProcessEnd(ProcessEnd.Kind.EXITED, 7, null));
        lab.restart();
        lab.advance(MOMENT);
        assertThat(lab.instances()).singleElement().satisfies(instance -> {
            assertThat(instance.state()).isEqualTo(InstanceState.FAILED);
            assertThat(instance.lastTermination().orElseThrow().exitCode()).isEqualTo(7);
        });
    }

    @Test
    void whatHappensIsTheSameEachTime() {
        lab.machine().behaving(launch -> Behaviour.usual().exitingAfter(Duration.ofSeconds(3), 1));
        try (SimulatedLab other = new SimulatedLab(directory.resolve("other"))) {
            other.machine().behaving(launch -> Behaviour.usual().exitingAfter(Duration.ofSeconds(3), 1));
            for (SimulatedLab each : List.of(lab, other)) {
                each.apply(LocalLab.sleep(5));
                each.advance(Duration.ofMinutes(2));
            }
            assertThat(other.machine().launched()).isEqualTo(lab.machine().launched());
            assertThat(other.instances()).isEqualTo(lab.instances());
            assertThat(other.machine().calls()).isEqualTo(lab.machine().calls());
        }
    }

    @Test
    void nothingHappensWhileNothingIsToBeDone() {
        lab.apply(LocalLab.sleep(5));
        lab.advance(Duration.ofMinutes(1));
        long writes = lab.writes();
        Map<String, Integer> calls = lab.machine().calls();
        lab.advance(Duration.ofMinutes(10));
        assertThat(lab.writes()).isEqualTo(writes);
        calls.merge("sweep", 60, Integer::sum);
        assertThat(lab.machine().calls()).isEqualTo(calls);
    }
}
