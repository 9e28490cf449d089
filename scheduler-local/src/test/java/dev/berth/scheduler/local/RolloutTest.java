package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.local.cluster.Readiness;
import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.local.process.ProcessEnd;
import dev.berth.scheduler.local.process.ProcessName;
import dev.berth.scheduler.local.simulation.Behaviour;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts over simulated processes, on a clock that stands (rules UPD-1 to UPD-6). */
class RolloutTest {
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final RolloutPolicy ONE_MISSING = RolloutPolicy.builder()
            .maximumUnavailable(Amount.of(1))
            .maximumSurge(Amount.of(0))
            .build();

    @TempDir
    private Path directory;

    private SimulatedLab lab;

    @BeforeEach
    void open() {
        lab = new SimulatedLab(directory);
        // A program of this name runs and is never executed, so it never gets ready.
        lab.machine()
                .behaving(launch -> launch.arguments().contains("hanging")
                        ? Behaviour.usual().executingAfter(Duration.ofDays(1))
                        : Behaviour.usual());
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void aPausedRolloutReplacesNothingUntilItIsResumed() {
        Set<InstanceId> old = running(4);
        edit(Edit.pause(LocalLab.ID));
        lab.apply(version("two", 4));
        lab.advance(Duration.ofMinutes(5));
        assertThat(ids()).isEqualTo(old);
        assertThat(progress().state()).isEqualTo(Progress.State.ONGOING);
        edit(Edit.resume(LocalLab.ID));
        lab.advance(Duration.ofSeconds(5));
        assertThat(lab.instances()).hasSize(4).allMatch(one -> one.ready() && one.revision() == 2);
        assertThat(progress()).isEqualTo(Progress.COMPLETE);
    }

    @Test
    void standsStillWhereItWasPaused() {
        running(4);
        lab.apply(version("hanging", 4));
        lab.advance(MOMENT);
        Set<InstanceId> half = ids();
        assertThat(lab.instances()).anyMatch(one -> one.revision() == 2);
        edit(Edit.pause(LocalLab.ID));
        lab.advance(Duration.ofMinutes(5));
        assertThat(ids()).isEqualTo(half);
    }

    @Test
    void whatIsMissingWhilePausedComesAsItWas() {
        running(2);
        edit(Edit.pause(LocalLab.ID));
        lab.apply(version("two", 2));
        edit(Edit.scale(LocalLab.ID, 4));
        lab.advance(MOMENT);
        assertThat(lab.instances()).hasSize(4).allMatch(one -> one.ready() && one.revision() == 1);
        edit(Edit.scale(LocalLab.ID, 1));
        lab.advance(MOMENT);
        assertThat(lab.instances()).hasSize(1);
    }

    @Test
    void whatCrashesWhilePausedIsStartedAgain() {
        Set<InstanceId> old = running(2);
        edit(Edit.pause(LocalLab.ID));
        ProcessName crashing = lab.machine().running().get(0).name();
        lab.machine().end(crashing, new ProcessEnd(ProcessEnd.Kind.EXITED, 1, null));
        lab.advance(Duration.ofSeconds(10));
        assertThat(lab.instances()).hasSize(2).allMatch(Instance::ready).anyMatch(one -> one.restarts() == 1);
        assertThat(ids()).isEqualTo(old);
    }

    @Test
    void anAbortKeepsWhatIsOfTheRevisionItGoesBackTo() {
        Set<InstanceId> old = running(4);
        lab.apply(version("hanging", 4));
        lab.advance(MOMENT);
        Set<InstanceId> survivors = ids();
        survivors.retainAll(old);
        edit(Edit.abort(LocalLab.ID));
        lab.advance(Duration.ofSeconds(5));
        assertThat(lab.instances()).hasSize(4).allMatch(one -> one.ready() && one.revision() == 3);
        assertThat(survivors).hasSize(3);
        assertThat(ids()).containsAll(survivors);
        assertThat(arguments()).containsOnly("one");
        assertThat(progress()).isEqualTo(Progress.COMPLETE);
    }

    @Test
    void whatIsCompleteStaysSoWhateverHappensToItsInstances() {
        running(2);
        ProcessName crashing = lab.machine().running().get(0).name();
        lab.machine().end(crashing, new ProcessEnd(ProcessEnd.Kind.EXITED, 1, null));
        lab.advance(MOMENT);
        assertThat(lab.instances()).anyMatch(one -> !one.ready());
        assertThat(progress()).isEqualTo(Progress.COMPLETE);
        lab.restart();
        assertThat(progress()).isEqualTo(Progress.COMPLETE);
    }

    @Test
    void labelsAndCountLeaveACompleteRevisionComplete() {
        running(2);
        lab.machine().behaving(launch -> Behaviour.usual().executingAfter(Duration.ofDays(1)));
        edit(Edit.scale(LocalLab.ID, 3));
        assertThat(progress()).isEqualTo(Progress.COMPLETE);
        lab.apply(version("one", 3).label("tier", "back"));
        lab.advance(MOMENT);
        assertThat(lab.instances()).anyMatch(one -> !one.ready());
        assertThat(progress()).isEqualTo(Progress.COMPLETE);
    }

    @Test
    void failsAtTheDeadlineAndNotBefore() {
        running(4);
        lab.apply(deadline("hanging"));
        lab.advance(Duration.ofSeconds(59));
        assertThat(progress()).isEqualTo(Progress.ONGOING);
        lab.advance(Duration.ofSeconds(2));
        assertThat(progress())
                .isEqualTo(Progress.failed(
                        "PROGRESS_DEADLINE_EXCEEDED",
                        "no progress for 60 s: 0 of 4 instances are available, 3 are of another revision"));
    }

    @Test
    void theDeadlineCountsAnewFromEachProgress() {
        running(4);
        lab.machine().behaving(launch -> Behaviour.usual().executingAfter(Duration.ofSeconds(40)));
        lab.apply(deadline("two"));
        for (int second = 0; second < 180; second++) {
            lab.advance(Duration.ofSeconds(1));
            assertThat(progress().state()).isNotEqualTo(Progress.State.FAILED);
        }
        assertThat(progress()).isEqualTo(Progress.COMPLETE);
    }

    @Test
    void theDeadlineStandsWhilePaused() {
        running(4);
        lab.apply(deadline("hanging"));
        lab.advance(Duration.ofSeconds(30));
        edit(Edit.pause(LocalLab.ID));
        lab.advance(Duration.ofMinutes(10));
        assertThat(progress()).isEqualTo(Progress.ONGOING);
        edit(Edit.resume(LocalLab.ID));
        lab.advance(Duration.ofSeconds(59));
        assertThat(progress()).isEqualTo(Progress.ONGOING);
        lab.advance(Duration.ofSeconds(2));
        assertThat(progress().state()).isEqualTo(Progress.State.FAILED);
    }

    @Test
    void theDeadlineCountsOnInTheNextJvm() {
        running(4);
        lab.apply(deadline("hanging"));
        lab.advance(Duration.ofSeconds(40));
        lab.restart();
        lab.advance(Duration.ofSeconds(19));
        assertThat(progress()).isEqualTo(Progress.ONGOING);
        lab.advance(Duration.ofSeconds(2));
        assertThat(progress().state()).isEqualTo(Progress.State.FAILED);
        lab.restart();
        assertThat(progress().state()).isEqualTo(Progress.State.FAILED);
    }

    @Test
    void anInstanceCountsOnlyWhenItHasBeenReadyForLongEnough() {
        running(4);
        lab.apply(version("two", 4)
                .rollout(ONE_MISSING.toBuilder()
                        .minimumReadyTime(Duration.ofSeconds(30))
                        .build()));
        for (int second = 0; second < 115; second++) {
            lab.advance(Duration.ofSeconds(1));
            long counted = lab.instances().stream()
                    .filter(one -> one.ready() && one.revision() == 1)
                    .count();
            assertThat(counted).as("second %d", second).isEqualTo(3 - second / 30);
        }
        assertThat(progress()).isEqualTo(Progress.ONGOING);
        lab.advance(Duration.ofSeconds(10));
        assertThat(progress()).isEqualTo(Progress.COMPLETE);
    }

    @Test
    void theNextJvmKnowsSinceWhenAnInstanceIsReady() {
        running(1);
        lab.apply(version("two", 1)
                .rollout(RolloutPolicy.builder()
                        .minimumReadyTime(Duration.ofSeconds(30))
                        .build()));
        lab.advance(Duration.ofSeconds(20));
        lab.restart();
        lab.advance(Duration.ofSeconds(5));
        assertThat(progress()).isEqualTo(Progress.ONGOING);
        lab.advance(Duration.ofSeconds(6));
        assertThat(progress()).isEqualTo(Progress.COMPLETE);
    }

    @Test
    void instancesThatGiveUpAloneEndARolloutThatIsToGoBack() {
        try (Lease controller = controller()) {
            assertThat(controller.isHeld()).isTrue();
            running(2);
            lab.machine().behaving(launch -> Behaviour.usual().exitingAfter(Duration.ofMillis(2), 3));
            lab.apply(version("two", 2)
                    .rollout(RolloutPolicy.builder()
                            .onFailure(RolloutPolicy.OnFailure.ROLLBACK)
                            .build())
                    .restart(RestartPolicy.builder()
                            .limit(1, Duration.ofMinutes(10))
                            .build()));
            lab.advance(Duration.ofSeconds(20));
            assertThat(lab.instances()).anyMatch(one -> one.state() == InstanceState.FAILED);
            assertThat(progress())
                    .isEqualTo(
                            Progress.failed(
                                    "INSTANCES_FAILED",
                                    "1 of its new instances failed: 0 of 2 instances are available, 2 are of another revision"));
        }
    }

    @Test
    void whatNeedsAControllerIsRefusedWhileNobodyHoldsItsLease() {
        WorkloadSpec.Builder wanted = version("one", 1)
                .rollout(RolloutPolicy.builder()
                        .onFailure(RolloutPolicy.OnFailure.ROLLBACK)
                        .build());
        assertThatThrownBy(() -> lab.apply(wanted))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("rollout.on-failure.rollback");
    }

    @Test
    void aRolloutForWhichThereIsNoRoomIsRefusedBeforeAnythingIsDone() {
        try (SimulatedLab three = new SimulatedLab(directory.resolve("three"), Readiness.NONE, "a", "b", "c")) {
            WorkloadSpec.Builder apart = version("one", 3)
                    .placement(Placement.builder().maximumPerNode(1).build());
            three.apply(apart.rollout(RolloutPolicy.DEFAULT));
            three.advance(MOMENT);
            List<Instance> before = three.instances();
            RolloutPolicy most = RolloutPolicy.builder()
                    .maximumUnavailable(Amount.percent(20))
                    .maximumSurge(Amount.of(1))
                    .build();
            assertThatThrownBy(() -> three.apply(version("two", 3)
                            .placement(Placement.builder().maximumPerNode(1).build())
                            .rollout(most)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("could never proceed: 3 nodes: 3 ");
            assertThat(three.instances()).isEqualTo(before);
            three.apply(version("two", 3)
                    .placement(Placement.builder().maximumPerNode(1).build())
                    .rollout(ONE_MISSING));
            three.advance(Duration.ofSeconds(5));
            assertThat(three.instances()).hasSize(3).allMatch(one -> one.ready() && one.revision() == 2);
        }
    }

    @Test
    void goesOnByItselfWhereverTheJvmEnds() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            try (SimulatedLab cut = new SimulatedLab(directory.resolve("cut" + seed))) {
                cut.machine()
                        .behaving(launch -> Behaviour.usual()
                                .executingAfter(Duration.ofMillis(random.nextInt(200)))
                                .stoppingAfter(Duration.ofMillis(random.nextInt(200))));
                cut.apply(version("one", 4));
                cut.advance(Duration.ofSeconds(5));
                cut.apply(version("two", 4));
                cut.advance(Duration.ofNanos(random.nextInt(600_000_000)));
                cut.restart();
                cut.advance(Duration.ofSeconds(30));
                assertThat(cut.instances())
                        .as("seed %d", seed)
                        .hasSize(4)
                        .allMatch(one -> one.ready() && one.revision() == 2);
                assertThat(cut.machine().running())
                        .as("seed %d", seed)
                        .hasSize(4)
                        .allMatch(launch -> launch.arguments().contains("two"));
            }
        }
    }

    private Set<InstanceId> running(int replicas) {
        lab.apply(version("one", replicas));
        lab.advance(MOMENT);
        assertThat(lab.instances()).hasSize(replicas).allMatch(Instance::ready);
        assertThat(progress()).isEqualTo(Progress.COMPLETE);
        return ids();
    }

    private static WorkloadSpec.Builder version(String argument, int replicas) {
        return LocalLab.spec(replicas, "/bin/server", argument).rollout(ONE_MISSING);
    }

    private WorkloadSpec.Builder deadline(String argument) {
        controller();
        return version(argument, 4)
                .rollout(ONE_MISSING.toBuilder()
                        .progressDeadline(Duration.ofSeconds(60))
                        .build());
    }

    /** Nobody acts for it. */
    private Lease controller() {
        return lab.backend()
                .lease(Lease.CONTROLLER, Duration.ofSeconds(10), LocalLab.call())
                .orElseThrow();
    }

    private void edit(Edit edit) {
        lab.scheduler().workloads().edit(edit).orThrow();
    }

    private Progress progress() {
        return lab.backend()
                .read(List.of(LocalLab.ID), LocalLab.call())
                .values()
                .iterator()
                .next()
                .progress();
    }

    private Set<InstanceId> ids() {
        return lab.instances().stream().map(Instance::id).collect(Collectors.toSet());
    }

    private Set<String> arguments() {
        return lab.machine().running().stream()
                .map(Launch::arguments)
                .flatMap(List::stream)
                .collect(Collectors.toSet());
    }
}
