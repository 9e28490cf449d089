package dev.berth.scheduler.local;

import static dev.berth.scheduler.local.store.OwnDisk.fill;
import static dev.berth.scheduler.local.store.OwnDisk.require;

import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Runs on a file system that it fills: what has to hold then. It ends with 0 if all of it did. */
final class DiskFullChild {
    private DiskFullChild() {}

    public static void main(String[] arguments) throws IOException {
        Path disk = Path.of(arguments[0]);
        Path filler = disk.resolve("filler");
        try (LocalLab lab = LocalLab.in(disk.resolve("state"))) {
            lab.apply(sleeps("1000"));
            lab.untilReady(2);
            Processes.await("sleep 1000", lab, 2);
            fill(filler);
            refusesEdits(lab);
            require(lab.instances().stream().allMatch(Instance::ready), "what runs is looked after");

            ProcessHandle victim =
                    ProcessHandle.of(Processes.pids("sleep 1000", lab).get(0)).orElseThrow();
            victim.destroyForcibly();
            lab.untilOne(instance -> instance.reason().equals("DISK_FULL"));
            Files.delete(filler);
            lab.until(all -> all.size() == 2 && all.stream().allMatch(Instance::ready));
            lab.apply(sleeps("2000"));
            lab.until(all -> all.size() == 2
                    && all.stream().allMatch(one -> one.ready() && one.message().isEmpty()));
            Processes.await("sleep 2000", lab, 2);
            rollsOut(lab, filler);
        }
    }

    /** A rollout on a disk that fills meanwhile costs no more than its policy allows, and ends when there is room. */
    private static void rollsOut(LocalLab lab, Path filler) throws IOException {
        lab.apply(sleeps("3000")
                .rollout(RolloutPolicy.builder()
                        .maximumUnavailable(Amount.of(1))
                        .maximumSurge(Amount.of(0))
                        .minimumReadyTime(Duration.ofMillis(300))
                        .build()));
        fill(filler);
        refusesEdits(lab);
        require(lab.instances().stream().anyMatch(Instance::ready), "one of two is ready");
        Files.delete(filler);
        lab.until(all -> all.size() == 2 && all.stream().allMatch(Instance::ready) && runsThreeThousand(lab));
        Processes.await("sleep 2000", lab, 0);
    }

    private static boolean runsThreeThousand(LocalLab lab) {
        return Processes.count("sleep 3000", lab) == 2;
    }

    /** Until even an edit doesn't fit: the file may have some room of its own left. */
    private static void refusesEdits(LocalLab lab) {
        for (int edit = 0; edit < 1000; edit++) {
            try {
                lab.scale(2);
            } catch (SchedulerException e) {
                require(e.code() == ErrorCode.UNAVAILABLE, "code of " + e);
                require(e.effect() == Effect.NONE, "effect of " + e);
                require(String.valueOf(e.getMessage()).contains("make room"), "what to do in " + e);
                return;
            }
        }
        throw new AssertionError("a full disk takes everything");
    }

    private static WorkloadSpec.Builder sleeps(String seconds) {
        return LocalLab.spec(2, "/bin/sleep", seconds)
                .restart(RestartPolicy.builder()
                        .backOff(new RestartPolicy.BackOff(Duration.ofMillis(50), Duration.ofMillis(100), 1))
                        .build());
    }
}
