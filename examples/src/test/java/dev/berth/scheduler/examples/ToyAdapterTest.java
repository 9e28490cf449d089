package dev.berth.scheduler.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.Await;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change.Action;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.Plan;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter to read before writing one does what it says. */
class ToyAdapterTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final WorkloadSpec WEB = WorkloadSpec.builder(WorkloadId.of("shop", "web"), Mode.replicated(3))
            .task(Task.main(ProcessArtifact.builder("/bin/sleep")
                            .arguments("60")
                            .build())
                    .build())
            .build();

    @TempDir
    private Path directory;

    private Berth berth;
    private Scheduler scheduler;

    @BeforeEach
    void open() throws IOException {
        berth = Berth.load(configuration(directory));
        scheduler = berth.scheduler();
    }

    static Path configuration(Path directory) throws IOException {
        return Files.writeString(
                directory.resolve("berth.conf"),
                "berth.backends.mine { type = toy, server = \"" + directory.getFileName() + "\" }");
    }

    @AfterEach
    void close() {
        scheduler
                .workloads()
                .list(Selector.all())
                .forEach(one -> scheduler.workloads().remove(one.id()));
        berth.close();
    }

    @Test
    void isFoundByItsType() {
        assertThat(scheduler.describe().type()).isEqualTo("toy");
        assertThat(scheduler.describe().product()).isEqualTo("Toy");
    }

    @Test
    void runsWhatIsApplied() throws InterruptedException {
        Await.settled(scheduler, scheduler.workloads().apply(WEB), LIMIT);
        Workload web = scheduler.workloads().find(WEB.id()).orElseThrow();
        assertThat(web.spec()).isEqualTo(WEB);
        assertThat(web.status().phase()).isEqualTo(Phase.STABLE);
        assertThat(scheduler.workloads().instances(Selector.all())).hasSize(3);
    }

    @Test
    void anEqualSpecChangesNothing() {
        scheduler.workloads().apply(WEB);
        assertThat(scheduler.workloads().apply(WEB).items().get(0).action()).isEqualTo(Action.UNCHANGED);
    }

    @Test
    void scalingKeepsTheOthersAndIsNoNewRevision() throws InterruptedException {
        Await.settled(scheduler, scheduler.workloads().apply(WEB), LIMIT);
        Instance first = scheduler.workloads().instances(Selector.all()).get(0);
        Applied scaled = scheduler.workloads().scale(WEB.id(), 1);
        Await.settled(scheduler, scaled, LIMIT);
        assertThat(scaled.items().get(0).revision()).isEqualTo(1);
        assertThat(scheduler.workloads().instances(Selector.all()))
                .filteredOn(instance -> instance.state() == InstanceState.RUNNING)
                .containsExactly(first);
    }

    @Test
    void aPlanIsNotCarriedOutOnceItsBasisHasMoved() {
        scheduler.workloads().apply(WEB);
        Plan plan = scheduler.workloads().plan(Edit.scale(WEB.id(), 5));
        scheduler.workloads().scale(WEB.id(), 2);
        assertThatThrownBy(() -> scheduler.workloads().execute(plan).orThrow()).isInstanceOf(ConflictException.class);
    }

    @Test
    void whatItDidNotDeclareIsRefusedWithoutALineOfItsOwn() {
        WorkloadSpec job = WorkloadSpec.builder(WorkloadId.of("shop", "job"), Mode.batch())
                .task(WEB.main().toBuilder().workingDirectory("/tmp").build())
                .build();
        assertThatThrownBy(() -> scheduler.workloads().apply(job))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        "mode.batch: the toy keeps programs running and does nothing else [needs mode.batch]")
                .hasMessageContaining("[needs working-directory]");
        assertThat(scheduler.workloads().list(Selector.all())).isEmpty();
    }

    @Test
    void whatIsRemovedIsGoneWithItsRecords() throws InterruptedException {
        scheduler.workloads().apply(WEB);
        Await.settled(scheduler, scheduler.workloads().remove(WEB.id()), LIMIT);
        assertThat(scheduler.workloads().list(Selector.all())).isEmpty();
        assertThat(scheduler.workloads().instances(Selector.all())).isEmpty();
    }
}
