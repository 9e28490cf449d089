package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Termination;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes. */
class LifecycleTest {
    @TempDir
    private Path directory;

    private LocalLab lab;

    @BeforeEach
    void open() {
        lab = LocalLab.in(directory.resolve("state"));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void runsWhatIsAppliedAndEndsWhatIsRemoved() {
        lab.apply(LocalLab.sleep(3));
        List<Instance> running = lab.untilReady(3);
        assertThat(running)
                .extracting(instance -> instance.index().orElseThrow())
                .containsExactly(0, 1, 2);
        Processes.await("sleep 1000", lab, 3);

        lab.remove();
        lab.untilGone();
        assertThat(Processes.count("sleep 1000", lab)).isZero();
        assertThat(lab.observed(LocalLab.ID).objects()).isEmpty();
        assertThat(lab.watching().ended())
                .hasSize(3)
                .allSatisfy(instance -> assertThat(instance.lastTermination())
                        .hasValueSatisfying(end -> assertThat(end.signal()).isEqualTo("TERM")));
    }

    @Test
    void scalesUpWithTheLowestIndexesAndDownByTheNewest() {
        lab.apply(LocalLab.sleep(2));
        Set<String> first = uids(lab.untilReady(2));
        lab.scale(5);
        List<Instance> five = lab.untilReady(5);
        assertThat(five).extracting(instance -> instance.index().orElseThrow()).containsExactly(0, 1, 2, 3, 4);
        assertThat(uids(five)).containsAll(first);
        lab.scale(2);
        assertThat(uids(lab.untilReady(2))).isEqualTo(first);
        assertThat(lab.instances()).allMatch(instance -> instance.restarts() == 0);
        lab.scale(0);
        lab.untilGone();
        assertThat(lab.observed(LocalLab.ID).objects()).hasSize(1);
    }

    @Test
    void handsOverItsEnvironmentAndNothingElse() throws Exception {
        Path file = directory.resolve("environment");
        Task.Builder task = Task.main(ProcessArtifact.builder("/bin/sh")
                        .arguments("-c", "env > \"$FILE.new\"; mv \"$FILE.new\" \"$FILE\"; exec sleep 1000")
                        .build())
                .environment("FILE", file.toString())
                .environment("AWKWARD", "a'b\"c $HOME `x` \\ ü\nline")
                .environment("WHO", EnvironmentValue.reference(EnvironmentValue.Field.INSTANCE_ID))
                .environment("WHERE", EnvironmentValue.reference(EnvironmentValue.Field.NODE_ID))
                .environment("ADDRESS", EnvironmentValue.reference(EnvironmentValue.Field.HOST_ADDRESS))
                .environment("NUMBER", EnvironmentValue.reference(EnvironmentValue.Field.INSTANCE_INDEX));
        lab.apply(LocalLab.spec(1, task));
        Instance instance = lab.untilReady(1).get(0);
        FileWait.await(file);
        assertThat(Files.readString(file))
                .contains("AWKWARD=a'b\"c $HOME `x` \\ ü\nline\n")
                .contains("WHO=" + instance.id() + "\n", "WHERE=local\n", "ADDRESS=127.0.0.1\n", "NUMBER=0\n")
                .contains("BERTH_NAMESPACE=test\n", "BERTH_WORKLOAD=web\n", "BERTH_INSTANCE_INDEX=0\n")
                .contains("BERTH_INSTANCE_ID=" + instance.id() + "\n", "BERTH_NODE=local\n", "\nPATH=/")
                .doesNotContain("\nHOME=", "\nUSER=", "berth_");
    }

    @Test
    void startsInItsWorkingDirectory() throws Exception {
        Task.Builder task = Task.main(ProcessArtifact.builder("/bin/sh")
                        .arguments("-c", "pwd > here.new; mv here.new here; exec sleep 1000")
                        .build())
                .workingDirectory(directory.toString());
        lab.apply(LocalLab.spec(1, task));
        FileWait.await(directory.resolve("here"));
        assertThat(Files.readString(directory.resolve("here"))).isEqualTo(directory + "\n");
    }

    @Test
    void startsAgainWhatEndsAndCounts() throws Exception {
        lab.apply(LocalLab.sleep(1).restart(quick().build()));
        Instance before = lab.untilReady(1).get(0);
        Processes.kill("sleep 1000", lab, 1);
        Instance after = lab.untilOne(instance -> instance.ready() && instance.restarts() == 1);
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.node()).isEqualTo(before.node());
        assertThat(after.lastTermination()).map(Termination::signal).contains("KILL");
    }

    @Test
    void pastTheLimitItIsFailedAndStaysVisible() {
        lab.apply(LocalLab.shell(1, "exit 7")
                .restart(quick().limit(2, Duration.ofMinutes(1)).build()));
        Instance failed = lab.untilOne(LocalLab.in(InstanceState.FAILED, "CRASH_LOOP"));
        assertThat(failed.restarts()).isEqualTo(2);
        assertThat(failed.lastTermination()).map(Termination::exitCode).contains(7);
        assertThat(lab.watching()
                        .untilReport(LocalLab.ID, report -> !report.conditions().isEmpty())
                        .conditions())
                .extracting(Condition::reason)
                .containsExactly("CRASH_LOOP");
    }

    @Test
    void onFailureCompletesWithAGoodEndAndNeverFailsWithABadOne() {
        lab.apply(LocalLab.shell(1, "exit 0").restart(policy(RestartPolicy.Condition.ON_FAILURE)));
        lab.untilOne(LocalLab.in(InstanceState.COMPLETED, null));
        lab.apply(LocalLab.shell(1, "exit 4").restart(policy(RestartPolicy.Condition.NEVER)));
        Instance failed = lab.untilOne(LocalLab.in(InstanceState.FAILED, "ENDED"));
        assertThat(failed.message()).isEqualTo("exit code 4");
        assertThat(failed.restarts()).isZero();
    }

    @Test
    void whatCannotStartSaysWhy() {
        lab.apply(LocalLab.spec(1, "/no/such/program"));
        Instance missing = lab.untilOne(LocalLab.in(InstanceState.STARTING, "CANNOT_START"));
        assertThat(missing.message()).contains("/no/such/program");
        Task.Builder elsewhere = Task.main(
                        ProcessArtifact.builder("/bin/sleep").arguments("1000").build())
                .workingDirectory("/no/such/directory");
        lab.apply(LocalLab.spec(1, elsewhere));
        Instance lost = lab.untilOne(instance -> instance.revision() == 2
                && LocalLab.in(InstanceState.STARTING, "CANNOT_START").test(instance));
        assertThat(lost.message()).contains("/no/such/directory");
        lab.apply(LocalLab.spec(1, "/etc/hostname").restart(policy(RestartPolicy.Condition.NEVER)));
        lab.untilOne(LocalLab.in(InstanceState.FAILED, "CANNOT_START"));
        lab.apply(LocalLab.sleep(1));
        lab.untilReady(1);
    }

    @Test
    void killsWhatIgnoresItsSignalAfterTheGrace() {
        Task.Builder task = Task.main(ProcessArtifact.builder("/bin/sh")
                        .arguments("-c", "trap '' TERM; while :; do sleep 1000 & wait; done")
                        .build())
                .stop(new StopPolicy("TERM", Duration.ofMillis(300)));
        lab.apply(LocalLab.spec(1, task));
        lab.untilReady(1);
        Processes.await("sleep 1000", lab, 1);
        lab.remove();
        lab.untilGone();
        assertThat(lab.watching().ended())
                .last()
                .satisfies(instance -> assertThat(instance.lastTermination())
                        .map(Termination::signal)
                        .contains("KILL"));
        assertThat(Processes.count("sleep 1000", lab)).isZero();
    }

    @Test
    void oneWhoseReadinessFailsSaysWhatCameOfTheLastQuestion() {
        Health health = Health.builder()
                .readiness(Probe.builder(ProbeCheck.command("/bin/sh", "-c", "exit 3"))
                        .timeout(Duration.ofSeconds(20))
                        .build())
                .build();
        lab.apply(LocalLab.spec(
                1,
                Task.main(ProcessArtifact.builder("/bin/sleep")
                                .arguments("1000")
                                .build())
                        .health(health)));
        Instance unready = lab.untilOne(LocalLab.in(InstanceState.RUNNING, "NOT_READY"));
        assertThat(unready.ready()).isFalse();
        assertThat(unready.message()).isEqualTo("exit code 3");
        assertThat(lab.watching()
                        .untilReport(LocalLab.ID, report -> !report.conditions().isEmpty())
                        .conditions())
                .containsExactly(new Condition("NOT_READY", "1 of 1 instances: exit code 3"));
    }

    @Test
    void stopsWithTheSignalAskedFor() throws Exception {
        Path file = directory.resolve("signal");
        Task.Builder task = Task.main(ProcessArtifact.builder("/bin/sh")
                        .arguments(
                                "-c",
                                "trap 'echo usr1 > " + file + "; exit 5' USR1; : > " + file
                                        + ".ready; while :; do sleep 0.05; done")
                        .build())
                .stop(new StopPolicy("USR1", Duration.ofSeconds(20)));
        lab.apply(LocalLab.spec(1, task));
        FileWait.await(Path.of(file + ".ready"));
        lab.untilReady(1);
        lab.remove();
        lab.untilGone();
        assertThat(Files.readString(file)).isEqualTo("usr1\n");
        assertThat(lab.watching().ended())
                .last()
                .satisfies(instance -> assertThat(instance.lastTermination())
                        .map(Termination::exitCode)
                        .contains(5));
    }

    @Test
    void sweepsWhatAProcessLeavesBehindAndStartsItAgain() {
        lab.apply(LocalLab.shell(1, "setsid sleep 1001 & sleep 1002 & sleep 0.2; exit 0")
                .restart(RestartPolicy.builder()
                        .backOff(new RestartPolicy.BackOff(Duration.ofSeconds(30), Duration.ofSeconds(30), 1))
                        .build()));
        Instance left = lab.untilOne(LocalLab.in(InstanceState.STARTING, "LEFT_PROCESSES"));
        assertThat(left.lastTermination()).map(Termination::exitCode).contains(0);
        assertThat(left.message()).contains("left processes behind");
        assertThat(Processes.count("sleep 1001", lab)).isZero();
        assertThat(Processes.count("sleep 1002", lab)).isZero();
    }

    private static Set<String> uids(List<Instance> instances) {
        return instances.stream().map(instance -> instance.id().uid()).collect(Collectors.toSet());
    }

    private static RestartPolicy policy(RestartPolicy.Condition condition) {
        return RestartPolicy.builder().condition(condition).build();
    }

    private static RestartPolicy.Builder quick() {
        return RestartPolicy.builder()
                .backOff(new RestartPolicy.BackOff(Duration.ofMillis(50), Duration.ofMillis(100), 2));
    }
}
