package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.local.simulation.Behaviour;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.spi.RunStart;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the embedded backend does of a CRON, for a controller (rule CRN-1). */
class SimulatedCronTest {
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Instant FIRST = Instant.parse("2026-01-01T01:00:00Z");

    @TempDir
    private Path directory;

    private SimulatedLab lab;

    @BeforeEach
    void open() {
        lab = new SimulatedLab(directory);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private void apply(String... arguments) {
        try (Lease controller = lab.backend()
                .lease(Lease.CONTROLLER, Duration.ofSeconds(10), LocalLab.call())
                .orElseThrow()) {
            assertThat(controller.isHeld()).isTrue();
            lab.apply(cron(arguments));
        }
    }

    private static WorkloadSpec.Builder cron(String... arguments) {
        Batch batch = Batch.builder().completions(2).parallelism(2).build();
        return LocalLab.spec(1, "/bin/work", arguments)
                .mode(Cron.builder("0 * * * *").batch(batch).build());
    }

    private static RunId id(Instant tick) {
        return new RunId(LocalLab.ID, "at" + tick.getEpochSecond());
    }

    private boolean start(Instant tick) {
        return start(tick, Run.State.PENDING);
    }

    private boolean start(Instant tick, Run.State outcome) {
        return lab.backend().start(start(tick, outcome, life()), LocalLab.call());
    }

    private RunStart start(Instant tick, Run.State outcome, String life) {
        long revision =
                lab.scheduler().workloads().find(LocalLab.ID).orElseThrow().revision();
        return new RunStart(id(tick), life, revision, tick, outcome, "", "", List.of());
    }

    private String life() {
        return lab.scheduler()
                .workloads()
                .find(LocalLab.ID)
                .orElseThrow()
                .version()
                .incarnation();
    }

    private List<Run> runs() {
        return lab.scheduler().workloads().runs(LocalLab.ID);
    }

    @Test
    void isRefusedWhileNoControllerLives() {
        assertThatThrownBy(() -> lab.apply(cron())).isInstanceOf(RefusedException.class);
    }

    @Test
    void runsNothingByItselfAndATickToItsEnd() {
        lab.machine().behaving(launch -> Behaviour.usual().exitingAfter(Duration.ofSeconds(1), 0));
        apply();
        lab.advance(Duration.ofHours(3));
        assertThat(lab.machine().launched()).isEmpty();
        assertThat(start(FIRST)).isTrue();
        lab.advance(Duration.ofSeconds(3));
        assertThat(runs()).singleElement().satisfies(run -> {
            assertThat(run.state()).isEqualTo(Run.State.COMPLETED);
            assertThat(run.succeeded()).isEqualTo(2);
            assertThat(run.scheduledAt()).contains(FIRST);
        });
    }

    @Test
    void aTickIsFiredOnceThoughItsRunIsForgottenAndTheJvmRestarted() {
        lab.machine().behaving(launch -> Behaviour.usual().exitingAfter(Duration.ofSeconds(1), 0));
        apply();
        assertThat(start(FIRST)).isTrue();
        assertThat(start(FIRST)).isFalse();
        lab.advance(Duration.ofSeconds(3));
        lab.backend().forget(id(FIRST), LocalLab.call());
        lab.advance(MOMENT);
        assertThat(runs()).isEmpty();
        assertThat(lab.instances()).isEmpty();
        lab.restart();
        lab.advance(MOMENT);
        assertThat(start(FIRST)).isFalse();
        assertThat(runs()).isEmpty();
        assertThat(lab.machine().launched()).hasSize(2);
    }

    @Test
    void aTickBeforeTheLastOneIsNotFired() {
        apply();
        assertThat(start(FIRST.plusSeconds(3600))).isTrue();
        assertThat(start(FIRST)).isFalse();
        assertThat(runs()).hasSize(1);
    }

    @Test
    void anotherJvmGoesOnWithARunThatWasJustMade() {
        apply();
        lab.advance(MOMENT);
        assertThat(start(FIRST)).isTrue();
        lab.restart();
        lab.advance(MOMENT);
        assertThat(lab.machine().running()).hasSize(2);
        assertThat(runs())
                .singleElement()
                .satisfies(run -> assertThat(run.state()).isEqualTo(Run.State.RUNNING));
    }

    @Test
    void theTicksOfARemovedLifeDontBindTheNext() {
        apply();
        String first = life();
        assertThat(start(FIRST)).isTrue();
        lab.advance(MOMENT);
        lab.remove();
        lab.advance(MOMENT);
        assertThat(lab.machine().running()).isEmpty();
        apply();
        assertThat(runs()).isEmpty();
        assertThatThrownBy(() -> lab.backend().start(start(FIRST, Run.State.PENDING, first), LocalLab.call()))
                .isInstanceOf(ConflictException.class);
        assertThat(start(FIRST)).isTrue();
    }

    @Test
    void missedAndSkippedTicksAreListedAndStartNothing() {
        apply();
        assertThat(start(FIRST, Run.State.MISSED)).isTrue();
        assertThat(start(FIRST.plusSeconds(3600), Run.State.SKIPPED)).isTrue();
        assertThat(start(FIRST.plusSeconds(3600))).isFalse();
        lab.advance(MOMENT);
        assertThat(lab.machine().launched()).isEmpty();
        assertThat(runs()).extracting(Run::state).containsExactly(Run.State.SKIPPED, Run.State.MISSED);
    }

    @Test
    void runsSideBySideAndEachIsCancelledAlone() {
        apply();
        assertThat(start(FIRST)).isTrue();
        assertThat(start(FIRST.plusSeconds(3600))).isTrue();
        lab.advance(MOMENT);
        assertThat(lab.machine().running()).hasSize(4);
        lab.backend().cancel(id(FIRST), LocalLab.call());
        lab.advance(MOMENT);
        assertThat(lab.instances())
                .hasSize(2)
                .extracting(Instance::run)
                .containsOnly(java.util.Optional.of(id(FIRST.plusSeconds(3600)).name()));
        assertThat(runs()).extracting(Run::state).containsExactly(Run.State.RUNNING, Run.State.CANCELLED);
    }

    @Test
    void aRunGoesOnWithWhatItBeganWithWhenTheSpecChanges() {
        apply("old");
        assertThat(start(FIRST)).isTrue();
        apply("new");
        assertThat(start(FIRST.plusSeconds(3600))).isTrue();
        lab.advance(Duration.ofSeconds(5));
        assertThat(lab.machine().launched().stream()
                        .map(launch -> launch.arguments().get(0)))
                .containsExactlyInAnyOrder("old", "old", "new", "new");
    }

    @Test
    void aRunThatGoesOnIsNotForgotten() {
        apply();
        assertThat(start(FIRST)).isTrue();
        lab.advance(MOMENT);
        assertThatThrownBy(() -> lab.backend().forget(id(FIRST), LocalLab.call()))
                .isInstanceOf(ConflictException.class);
    }
}
