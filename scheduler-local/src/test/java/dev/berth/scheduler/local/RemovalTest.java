package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.Await;
import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.status.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule RMV-1, through the whole of it and without a controller. */
class RemovalTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @TempDir
    private Path directory;

    private LocalLab lab;
    private Scheduler scheduler;

    @BeforeEach
    void open() {
        lab = LocalLab.in(directory);
        scheduler = new BackendScheduler(
                lab.backend(), new LocalTranslator(), new BackendContext("local", "test", Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void askedForTwiceIsTheSameRemovalUntilItIsOver() throws InterruptedException, IOException {
        Path stubborn = directory.resolve("stubborn");
        Applied applied =
                scheduler.workloads().apply(LocalLab.spec(1, stubborn(stubborn)).build());
        Await.settled(scheduler, applied, LIMIT);
        FileWait.await(stubborn);
        Applied first = scheduler.workloads().remove(LocalLab.ID);

        Applied second = scheduler.workloads().remove(LocalLab.ID);

        assertThat(second.items()).isEqualTo(first.items());
        assertThat(second.items().get(0).action()).isEqualTo(Change.Action.REMOVE);
        assertThat(scheduler
                        .workloads()
                        .find(LocalLab.ID)
                        .orElseThrow()
                        .status()
                        .phase())
                .isEqualTo(Phase.REMOVING);

        lab.processOf("while true").destroyForcibly();
        Await.settled(scheduler, second, LIMIT);

        assertThat(scheduler.workloads().find(LocalLab.ID)).isEmpty();
        Applied.Item third = scheduler.workloads().remove(LocalLab.ID).items().get(0);
        assertThat(third.action()).isEqualTo(Change.Action.UNCHANGED);
        assertThat(third.version()).isEmpty();
    }

    /** From when {@code file} is there. */
    private static Task.Builder stubborn(Path file) {
        return Task.main(ProcessArtifact.builder("/bin/sh")
                        .arguments("-c", "trap '' TERM; : > " + file + "; while true; do sleep 0.1; done")
                        .build())
                .stop(new StopPolicy("TERM", Duration.ofMinutes(5)));
    }
}
