package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.local.process.ProcessEnd;
import dev.berth.scheduler.local.simulation.Behaviour;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances of several tasks, over processes that are simulated, on a clock that stands (rules GRP-1 and GRP-2). */
class SimulatedGroupTest {
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    private Path directory;

    private SimulatedLab lab;
    private final Map<String, Behaviour> behaviours = new HashMap<>();

    @BeforeEach
    void open() {
        lab = new SimulatedLab(directory);
        lab.machine().behaving(launch -> behaviours.getOrDefault(task(launch), Behaviour.usual()));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private static Task task(String name, Task.Role role) {
        return Task.builder(name)
                .role(role)
                .artifact(ProcessArtifact.builder("/bin/" + name).build())
                .build();
    }

    private static Task stoppingFirst(String name) {
        return task(name, Task.Role.SIDECAR).toBuilder()
                .stopOrder(Task.StopOrder.BEFORE_MAIN)
                .build();
    }

    private static WorkloadSpec.Builder group(Mode mode, Task... others) {
        WorkloadSpec.Builder spec = WorkloadSpec.builder(LocalLab.ID, mode).task(task("main", Task.Role.MAIN));
        List.of(others).forEach(spec::task);
        return spec;
    }

    private static WorkloadSpec.Builder service(Task... others) {
        return group(Mode.replicated(1), others);
    }

    private static String task(Launch launch) {
        return String.valueOf(launch.environment().get("BERTH_TASK"));
    }

    private List<String> launched() {
        return lab.machine().launched().stream().map(SimulatedGroupTest::task).toList();
    }

    private List<String> running() {
        return lab.machine().running().stream().map(SimulatedGroupTest::task).toList();
    }

    private Instance instance() {
        return lab.instances().get(0);
    }

    private void end(String task, int code) {
        lab.machine()
                .end(
                        lab.machine().running().stream()
                                .filter(launch -> task(launch).equals(task))
                                .findFirst()
                                .orElseThrow()
                                .name(),
                        new ProcessEnd(ProcessEnd.Kind.EXITED, code, null));
    }

    private void inits() {
        behaviours.put("one", Behaviour.usual().exitingAfter(SECOND, 0));
        behaviours.put("two", Behaviour.usual().exitingAfter(SECOND, 0));
    }

    @Test
    void runsInitTasksOneAfterTheOtherAndThenMain() {
        inits();
        lab.apply(service(task("one", Task.Role.INIT), task("two", Task.Role.INIT)));
        lab.advance(MOMENT);
        assertThat(running()).containsExactly("one");
        assertThat(instance().state()).isEqualTo(InstanceState.STARTING);
        assertThat(instance().reason()).isEqualTo("INITIALIZING");
        assertThat(instance().message()).isEqualTo("main waits for task one");
        lab.advance(SECOND);
        assertThat(running()).containsExactly("two");
        lab.advance(SECOND);
        assertThat(running()).containsExactly("main");
        assertThat(instance().state()).isEqualTo(InstanceState.RUNNING);
        assertThat(instance().ready()).isTrue();
        assertThat(instance().reason()).isEmpty();
        lab.advance(LONG);
        assertThat(launched()).containsExactly("one", "two", "main");
    }

    @Test
    void startsASidecarBeforeTheInitTaskListedAfterIt() {
        inits();
        lab.apply(service(task("proxy", Task.Role.SIDECAR), task("one", Task.Role.INIT)));
        lab.advance(MOMENT);
        assertThat(running()).containsExactly("proxy", "one");
        lab.advance(SECOND);
        assertThat(running()).containsExactly("proxy", "main");
    }

    @Test
    void triesAnInitTaskThatFailsAgainAloneAndStartsNothingElse() {
        inits();
        behaviours.put("two", Behaviour.usual().exitingAfter(MOMENT, 3));
        lab.apply(service(task("one", Task.Role.INIT), task("two", Task.Role.INIT)));
        lab.advance(Duration.ofSeconds(3));
        assertThat(launched()).containsExactly("one", "two", "two");
        assertThat(instance().state()).isEqualTo(InstanceState.STARTING);
        assertThat(instance().reason()).isEqualTo("BACK_OFF");
        assertThat(instance().message()).startsWith("task two: exit code 3");
        assertThat(instance().restarts()).isPositive();
        assertThat(instance().lastTermination().orElseThrow().exitCode()).isEqualTo(3);
    }

    @Test
    void failsWhenAnInitTaskFailsThatThePolicyDoesNotTryAgain() {
        behaviours.put("one", Behaviour.usual().exitingAfter(MOMENT, 3));
        lab.apply(service(task("proxy", Task.Role.SIDECAR), task("one", Task.Role.INIT))
                .restart(RestartPolicy.builder()
                        .condition(RestartPolicy.Condition.NEVER)
                        .build()));
        lab.advance(LONG);
        assertThat(launched()).containsExactly("proxy", "one");
        assertThat(running()).isEmpty();
        assertThat(instance().state()).isEqualTo(InstanceState.FAILED);
        assertThat(instance().message()).contains("task one", "exit code 3");
    }

    @Test
    void startsMainAgainAloneWhenItEnds() {
        inits();
        lab.apply(service(task("one", Task.Role.INIT), task("proxy", Task.Role.SIDECAR)));
        lab.advance(Duration.ofSeconds(2));
        end("main", 1);
        lab.advance(Duration.ofSeconds(5));
        assertThat(launched()).containsExactly("one", "proxy", "main", "main");
        assertThat(running()).containsExactly("proxy", "main");
        assertThat(instance().restarts()).isEqualTo(1);
    }

    @Test
    void isNotReadyUntilASidecarThatDiedRunsAgain() {
        lab.apply(service(task("proxy", Task.Role.SIDECAR)));
        lab.advance(MOMENT);
        assertThat(instance().ready()).isTrue();
        end("proxy", 1);
        lab.advance(MOMENT);
        assertThat(instance().ready()).isFalse();
        assertThat(instance().state()).isEqualTo(InstanceState.RUNNING);
        assertThat(instance().message()).startsWith("task proxy: exit code 1");
        lab.advance(Duration.ofSeconds(2));
        assertThat(instance().ready()).isTrue();
        assertThat(launched()).containsExactly("proxy", "main", "proxy");
    }

    @Test
    void endsWithASidecarThatFailedForGood() {
        lab.apply(service(task("proxy", Task.Role.SIDECAR))
                .restart(RestartPolicy.builder()
                        .condition(RestartPolicy.Condition.NEVER)
                        .build()));
        lab.advance(MOMENT);
        end("proxy", 9);
        lab.advance(LONG);
        assertThat(running()).isEmpty();
        assertThat(instance().state()).isEqualTo(InstanceState.FAILED);
        assertThat(instance().lastTermination().orElseThrow().exitCode()).isEqualTo(9);
    }

    @Test
    void stopsWhatStopsBeforeMainThenMainThenTheOtherSidecars() {
        Behaviour slow = Behaviour.usual().stoppingAfter(SECOND);
        behaviours.put("drain", slow);
        behaviours.put("proxy", slow);
        behaviours.put("main", slow);
        lab.apply(service(task("proxy", Task.Role.SIDECAR), stoppingFirst("drain")));
        lab.advance(MOMENT);
        lab.remove();
        lab.advance(Duration.ofMillis(1500));
        assertThat(running()).containsExactly("proxy", "main");
        assertThat(instance().state()).isEqualTo(InstanceState.STOPPING);
        lab.advance(SECOND);
        assertThat(running()).containsExactly("proxy");
        lab.advance(SECOND);
        assertThat(running()).isEmpty();
        assertThat(lab.instances()).isEmpty();
    }

    @Test
    void killsEachTaskAfterItsOwnGrace() {
        behaviours.put("drain", Behaviour.usual().ignoringSignals());
        behaviours.put("main", Behaviour.usual().ignoringSignals());
        lab.apply(service(stoppingFirst("drain")));
        lab.advance(MOMENT);
        lab.remove();
        lab.advance(Duration.ofMillis(9900));
        assertThat(running()).containsExactly("drain", "main");
        lab.advance(SECOND);
        assertThat(running()).containsExactly("main");
        lab.advance(Duration.ofSeconds(10));
        assertThat(running()).isEmpty();
        assertThat(lab.instances()).isEmpty();
    }

    @Test
    void isGoneAtOnceWhenItIsRemovedWhileItsFirstTaskIsStarted() {
        behaviours.put("one", Behaviour.usual().startingAfter(SECOND));
        lab.apply(service(task("one", Task.Role.INIT)));
        lab.advance(MOMENT);
        lab.remove();
        lab.advance(Duration.ofSeconds(5));
        assertThat(lab.instances()).isEmpty();
        assertThat(running()).isEmpty();
        assertThat(launched()).containsExactly("one");
    }

    @Test
    void endsABatchWithTheCodeOfMainAndStopsTheSidecars() {
        inits();
        behaviours.put("main", Behaviour.usual().exitingAfter(SECOND, 4));
        lab.apply(group(Batch.builder().build(), task("one", Task.Role.INIT), task("proxy", Task.Role.SIDECAR)));
        lab.advance(LONG);
        assertThat(running()).isEmpty();
        Run run = lab.scheduler().workloads().runs(LocalLab.ID).get(0);
        assertThat(run.state()).isEqualTo(Run.State.FAILED);
        assertThat(run.attempts())
                .singleElement()
                .satisfies(
                        attempt -> assertThat(attempt.termination().exitCode()).isEqualTo(4));
        assertThat(instance().state()).isEqualTo(InstanceState.FAILED);
        assertThat(launched()).containsExactly("one", "proxy", "main");
    }

    @Test
    void completesABatchWhoseSidecarDiedAndCameBack() {
        behaviours.put("main", Behaviour.usual().exitingAfter(Duration.ofSeconds(5), 0));
        lab.apply(group(Batch.builder().build(), task("proxy", Task.Role.SIDECAR)));
        lab.advance(SECOND);
        end("proxy", 1);
        lab.advance(LONG);
        assertThat(launched()).containsExactly("proxy", "main", "proxy");
        assertThat(lab.scheduler().workloads().runs(LocalLab.ID).get(0).state()).isEqualTo(Run.State.COMPLETED);
        assertThat(instance().state()).isEqualTo(InstanceState.COMPLETED);
        assertThat(running()).isEmpty();
    }

    @Test
    void countsAnInitTaskThatFailsAsAFailedAttempt() {
        behaviours.put("one", Behaviour.usual().exitingAfter(MOMENT, 7));
        lab.apply(group(Batch.builder().retries(1).build(), task("one", Task.Role.INIT)));
        lab.advance(LONG);
        assertThat(launched()).containsExactly("one", "one");
        Run run = lab.scheduler().workloads().runs(LocalLab.ID).get(0);
        assertThat(run.state()).isEqualTo(Run.State.FAILED);
        assertThat(run.attempts())
                .hasSize(2)
                .allSatisfy(
                        attempt -> assertThat(attempt.termination().exitCode()).isEqualTo(7));
    }

    @Test
    void countsTheTimeOfInitTasksTowardsTheDeadlineOfTheAttempt() {
        Duration half = Duration.ofSeconds(40);
        behaviours.put("one", Behaviour.usual().exitingAfter(half, 0));
        behaviours.put("main", Behaviour.usual().exitingAfter(half, 0));
        lab.apply(group(Batch.builder().deadline(Duration.ofSeconds(60)).build(), task("one", Task.Role.INIT)));

        lab.advance(Duration.ofSeconds(59));
        assertThat(running()).containsExactly("main");
        lab.advance(Duration.ofSeconds(3));

        assertThat(running()).isEmpty();
        assertThat(lab.scheduler().workloads().runs(LocalLab.ID).get(0).reason())
                .isEqualTo("DEADLINE_EXCEEDED");
    }

    /** The JVM ends at every step of the way, and another one comes at once. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 20, 90})
    void goesOnWhereItWasWhateverTheMomentTheJvmEnds(int milliseconds) {
        inits();
        lab.apply(service(task("one", Task.Role.INIT), stoppingFirst("proxy"), task("two", Task.Role.INIT)));
        for (int step = 0; step < 40; step++) {
            lab.advance(Duration.ofMillis(milliseconds));
            lab.restart();
            Set<String> distinct = running().stream().collect(Collectors.toSet());
            assertThat(running()).hasSameSizeAs(distinct);
        }
        lab.advance(Duration.ofSeconds(5));
        assertThat(running()).containsExactlyInAnyOrder("proxy", "main");
        assertThat(instance().ready()).isTrue();
        lab.remove();
        for (int step = 0; step < 30; step++) {
            lab.advance(Duration.ofMillis(milliseconds));
            lab.restart();
        }
        lab.advance(Duration.ofSeconds(30));
        assertThat(running()).isEmpty();
        assertThat(lab.instances()).isEmpty();
    }

    @Test
    void takesNoticeOfASidecarThatDiedWhileNobodyLooked() {
        lab.apply(service(task("proxy", Task.Role.SIDECAR)));
        lab.advance(MOMENT);
        lab.machine()
                .endUnnoticed(lab.machine().running().get(0).name(), new ProcessEnd(ProcessEnd.Kind.EXITED, 1, null));
        lab.restart();
        lab.advance(Duration.ofSeconds(3));
        assertThat(running()).containsExactlyInAnyOrder("main", "proxy");
        assertThat(launched()).containsExactly("proxy", "main", "proxy");
    }

    @Test
    void completesWhatWasEndingWhenTheJvmEnded() {
        behaviours.put("main", Behaviour.usual().exitingAfter(SECOND, 0));
        behaviours.put("proxy", Behaviour.usual().stoppingAfter(Duration.ofSeconds(5)));
        lab.apply(group(Batch.builder().build(), task("proxy", Task.Role.SIDECAR)));
        lab.advance(Duration.ofSeconds(2));
        assertThat(running()).containsExactly("proxy");
        lab.restart();
        lab.advance(LONG);
        assertThat(instance().state()).isEqualTo(InstanceState.COMPLETED);
        assertThat(launched()).containsExactly("proxy", "main");
    }
}
