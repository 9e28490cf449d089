package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.Health;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that takes or lasts a time goes by the clock on the wall, which jumps 10 hours each time it is looked at. */
class ClockJumpTest {
    @TempDir
    private Path directory;

    private LocalLab lab;

    @BeforeEach
    void open() {
        lab = new LocalLab(LocalConfig.in(directory).withPorts(22_000, 22_400), new JumpingClock());
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void theWindowOfRestartsNeitherEmptiesNorLasts() {
        lab.apply(LocalLab.shell(1, "exit 1")
                .restart(RestartPolicy.builder()
                        .limit(8, Duration.ofHours(1))
                        .backOff(new RestartPolicy.BackOff(Duration.ofMillis(20), Duration.ofMillis(20), 1))
                        .build()));

        Instance failed = lab.untilOne(LocalLab.in(InstanceState.FAILED, "CRASH_LOOP"));

        assertThat(failed.restarts()).isEqualTo(8);
    }

    @Test
    void aRestartComesAfterItsPauseAndTheNextPauseIsLonger() {
        lab.apply(LocalLab.shell(1, "exit 1")
                .restart(RestartPolicy.builder()
                        .backOff(new RestartPolicy.BackOff(Duration.ofMillis(50), Duration.ofMinutes(1), 2))
                        .build()));

        Instance waiting = lab.untilOne(
                instance -> instance.restarts() >= 4 && !instance.message().isEmpty());

        long pause = 50L << (waiting.restarts() - 1);
        assertThat(waiting.message()).contains("started again after " + pause + " ms");
    }

    @Test
    void readinessIsAskedForInItsInterval() {
        Path ready = directory.resolve("ready");
        lab.apply(LocalLab.spec(
                1,
                Task.main(ProcessArtifact.builder("/bin/sleep")
                                .arguments("1000")
                                .build())
                        .health(Health.builder()
                                .readiness(Probe.builder(ProbeCheck.command("/usr/bin/test", "-e", ready.toString()))
                                        .interval(Duration.ofMillis(100))
                                        .build())
                                .build())));
        lab.untilOne(LocalLab.in(InstanceState.RUNNING, null));
        assertThat(lab.instances()).noneMatch(Instance::ready);

        FileWait.create(ready);

        lab.untilReady(1);
    }

    @Test
    void whatIgnoresItsSignalIsKilledAfterTheGrace() throws IOException {
        Path stubborn = directory.resolve("stubborn");
        lab.apply(LocalLab.spec(
                1,
                Task.main(ProcessArtifact.builder("/bin/sh")
                                .arguments("-c", "trap '' TERM; : > " + stubborn + "; while true; do sleep 0.1; done")
                                .build())
                        .stop(new StopPolicy("TERM", Duration.ofMillis(300)))));
        lab.untilReady(1);
        FileWait.await(stubborn);

        lab.remove();

        lab.untilGone();
    }

    @Test
    void whatRunsIsKnownAgainAfterAnotherStart() {
        lab.apply(LocalLab.sleep(2));
        lab.untilReady(2);
        Processes.await("sleep 1000", lab, 2);
        var pids = Processes.pids("sleep 1000", lab);

        lab.reopen();

        lab.untilReady(2);
        assertThat(Processes.pids("sleep 1000", lab)).isEqualTo(pids);
    }
}
