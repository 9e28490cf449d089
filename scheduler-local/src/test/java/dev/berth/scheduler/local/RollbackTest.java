package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.Await;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule HIS-1, with real processes. */
class RollbackTest {
    private static final WorkloadId WEB = WorkloadId.of("test", "web");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private Berth berth;
    private Scheduler scheduler;

    @BeforeEach
    void open() {
        berth = Berth.builder().backend("local", LocalConfig.in(directory)).build();
        scheduler = berth.scheduler();
    }

    @AfterEach
    void close() throws InterruptedException {
        Await.settled(scheduler, scheduler.workloads().remove(WEB), LIMIT);
        berth.close();
    }

    @Test
    void runsWhatTheEarlierRevisionRanAsANewOne() throws InterruptedException {
        settled(scheduler.workloads().apply(web("600")));
        settled(scheduler.workloads().apply(web("601")));
        settled(scheduler.workloads().rollback(WEB, 1));

        Workload now = scheduler.workloads().find(WEB).orElseThrow();
        assertThat(now.spec()).isEqualTo(web("600"));
        assertThat(now.revision()).isEqualTo(3);
        assertThat(instances()).extracting(Instance::revision).containsExactly(3L, 3L);
    }

    @Test
    void goesOnFromTheRevisionItWentBackTo() throws InterruptedException {
        settled(scheduler.workloads().apply(web("600")));
        settled(scheduler.workloads().apply(web("601")));
        settled(scheduler.workloads().rollback(WEB, 1));
        List<Instance> before = instances();

        settled(scheduler.workloads().scale(WEB, 3));
        assertThat(instances()).containsAll(before).hasSize(3);
        settled(scheduler.workloads().apply(web("602")));
        assertThat(instances()).extracting(Instance::revision).containsOnly(4L);
    }

    /** Those replaced may still be on their way out. */
    private List<Instance> instances() {
        return scheduler.workloads().instances(Selector.of(WEB)).stream()
                .filter(instance -> instance.state() != InstanceState.STOPPING)
                .toList();
    }

    private void settled(Applied applied) throws InterruptedException {
        assertThat(Await.settled(scheduler, applied, LIMIT).get(WEB))
                .extracting(workload -> workload.status().phase())
                .isEqualTo(Phase.STABLE);
    }

    private static WorkloadSpec web(String seconds) {
        return WorkloadSpec.builder(WEB, Mode.replicated(2))
                .task(Task.main(ProcessArtifact.builder("/bin/sleep")
                                .arguments(seconds)
                                .build())
                        .build())
                .build();
    }
}
