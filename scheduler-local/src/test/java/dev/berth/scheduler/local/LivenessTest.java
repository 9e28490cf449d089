package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.local.cluster.Readiness;
import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.local.simulation.Behaviour;
import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Termination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failing liveness restarts the instance (rule HLT-2). */
class LivenessTest {
    private static final Duration MOMENT = Duration.ofMillis(100);

    @TempDir
    private Path directory;

    /** Tells what a test says. */
    private static final class Questions implements Readiness {
        private final List<Consumer<String>> guards = new ArrayList<>();

        @Override
        public Runnable watch(Subject subject, Consumer<Answer> told) {
            throw new AssertionError("nobody asks for readiness here");
        }

        @Override
        public Runnable guard(Subject subject, Consumer<String> dead) {
            guards.add(dead);
            return () -> {};
        }

        @Override
        public void close() {}

        void fail(int number) {
            guards.get(number).accept("HTTP 503");
        }
    }

    private final Questions questions = new Questions();

    private SimulatedLab running(RestartPolicy restart, Behaviour behaviour) {
        SimulatedLab lab = new SimulatedLab(directory, questions);
        lab.machine().behaving(launch -> behaviour);
        lab.apply(guarded("/bin/true").restart(restart));
        lab.advance(MOMENT);
        assertThat(lab.instances()).singleElement().matches(Instance::ready);
        return lab;
    }

    private static WorkloadSpec.Builder guarded(String... command) {
        Probe probe = Probe.builder(ProbeCheck.command(command))
                .interval(Duration.ofMillis(50))
                .failureThreshold(2)
                .build();
        return LocalLab.spec(
                1,
                Task.main(ProcessArtifact.builder("/bin/sleep")
                                .arguments("1000")
                                .build())
                        .health(Health.builder().liveness(probe).build()));
    }

    @Test
    void endsTheProcessAndStartsItAgainOnItsNodeUnderItsId() {
        try (SimulatedLab lab = running(RestartPolicy.DEFAULT, Behaviour.usual())) {
            Instance before = lab.instances().get(0);
            questions.fail(0);
            lab.advance(MOMENT);
            assertThat(lab.instances()).singleElement().satisfies(instance -> {
                assertThat(instance.state()).isEqualTo(InstanceState.STARTING);
                assertThat(instance.reason()).isEqualTo("LIVENESS");
                assertThat(instance.message())
                        .isEqualTo("signal TERM: its liveness failed: HTTP 503; started again after 1 s");
                assertThat(instance.lastTermination().orElseThrow().kind()).isEqualTo(Termination.Kind.SIGNALLED);
            });
            lab.advance(Duration.ofSeconds(2));
            assertThat(lab.instances()).singleElement().satisfies(instance -> {
                assertThat(instance.id()).isEqualTo(before.id());
                assertThat(instance.restarts()).isEqualTo(1);
                assertThat(instance.ready()).isTrue();
                assertThat(instance.reason()).isEmpty();
            });
        }
    }

    @Test
    void isNotReadyFromThenOnAndHasItsGrace() {
        try (SimulatedLab lab = running(RestartPolicy.DEFAULT, Behaviour.usual().ignoringSignals())) {
            List<Launch> before = lab.machine().running();
            questions.fail(0);
            lab.advance(Duration.ofSeconds(9));
            assertThat(lab.machine().running()).isEqualTo(before);
            assertThat(lab.instances()).singleElement().matches(instance -> !instance.ready());
            lab.advance(Duration.ofSeconds(3));
            assertThat(lab.instances()).singleElement().matches(instance -> instance.restarts() == 1);
        }
    }

    @Test
    void whatIsOnlyStartedAgainOnFailureIsHoweverItEnds() {
        Behaviour endsWell =
                Behaviour.usual().exitingAfter(Duration.ofSeconds(5), 0).ignoringSignals();
        RestartPolicy onFailure = RestartPolicy.builder()
                .condition(RestartPolicy.Condition.ON_FAILURE)
                .build();
        try (SimulatedLab lab = running(onFailure, endsWell)) {
            questions.fail(0);
            lab.advance(Duration.ofSeconds(7));
            assertThat(lab.instances()).singleElement().matches(instance -> instance.restarts() == 1);
        }
    }

    @Test
    void anAnswerAboutAnEarlierProcessIsOfNoInterest() {
        try (SimulatedLab lab = running(RestartPolicy.DEFAULT, Behaviour.usual())) {
            questions.fail(0);
            questions.fail(0);
            lab.advance(Duration.ofSeconds(2));
            questions.fail(0);
            lab.advance(Duration.ofSeconds(2));
            assertThat(lab.instances()).singleElement().matches(instance -> instance.restarts() == 1);
        }
    }

    @Test
    void aRealCommandThatFailsTwiceRestartsARealProcess() throws IOException {
        Path sick = directory.resolve("sick");
        try (LocalLab lab = LocalLab.in(directory.resolve("state"))) {
            lab.apply(guarded("/bin/sh", "-c", "test ! -e " + sick)
                    .restart(RestartPolicy.builder()
                            .backOff(new RestartPolicy.BackOff(Duration.ofMillis(50), Duration.ofMillis(100), 1))
                            .build()));
            Instance before = lab.untilReady(1).get(0);
            Files.createFile(sick);
            lab.untilOne(instance -> instance.reason().equals("LIVENESS"));
            Files.delete(sick);
            Instance after = lab.untilOne(instance -> instance.ready() && instance.restarts() > 0);
            assertThat(after.id()).isEqualTo(before.id());
        }
    }
}
