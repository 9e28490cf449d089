package dev.berth.scheduler.local;

import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.BackendContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A JVM that begins a rollout, says so, and looks after it until it is killed. */
final class RolloutCrashChild {
    /** Tells the processes of one test from all others. */
    static final String LAB = "ROLLOUT_CRASH_LAB";

    static final int REPLICAS = 3;

    private RolloutCrashChild() {}

    /** Each number is another template; a rollout of it takes at least 150 ms. */
    static WorkloadSpec spec(Path state, int number) {
        return LocalLab.spec(
                        REPLICAS,
                        Task.main(ProcessArtifact.builder("/bin/sleep")
                                        .arguments(Integer.toString(1000 + number))
                                        .build())
                                .environment(LAB, state.toString()))
                .rollout(RolloutPolicy.builder()
                        .maximumUnavailable(Amount.of(1))
                        .maximumSurge(Amount.of(0))
                        .minimumReadyTime(Duration.ofMillis(50))
                        .build())
                .build();
    }

    static void apply(LocalLab lab, WorkloadSpec spec) {
        BackendContext context = new BackendContext("local", "test", Clock.systemUTC());
        new BackendScheduler(lab.backend(), new LocalTranslator(), context)
                .workloads()
                .apply(spec);
    }

    public static void main(String[] arguments) throws InterruptedException {
        Path state = Path.of(arguments[0]);
        apply(LocalLab.in(state), spec(state, Integer.parseInt(arguments[1])));
        KilledJvm.accepted();
        new CountDownLatch(1).await();
    }
}
