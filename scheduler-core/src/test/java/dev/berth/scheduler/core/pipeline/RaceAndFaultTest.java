package dev.berth.scheduler.core.pipeline;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static dev.berth.scheduler.core.testing.Specs.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.core.testing.MemoryTranslator;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Rules APP-3 and APP-5, on the pipeline alone. */
class RaceAndFaultTest extends PipelineFixture {
    private static final WorkloadId OTHER = WorkloadId.of("demo", "other");

    @Test
    void finishesAnEditThatStoppedBetweenClaimAndWrite() {
        failOnce("send");
        Applied broken = scheduler.workloads().edit(Edit.apply(web(3)));

        Applied.Item repaired = apply(web(3));

        assertThat(broken.items().get(0).failure())
                .map(SchedulerException::effect)
                .contains(Effect.UNKNOWN);
        assertThat(repaired.action()).isEqualTo(Change.Action.UPDATE);
        assertThat(repaired.version().orElseThrow().generation()).isEqualTo(1);
        assertThat(backend.object(WEB)).isPresent();
        assertThat(apply(web(3)).action()).isEqualTo(Change.Action.UNCHANGED);
    }

    @Test
    void changesNothingWhenTheClaimFails() {
        failOnce("claim");

        Applied broken = scheduler.workloads().edit(Edit.apply(web(3)));

        assertThat(broken.items().get(0).failure())
                .map(SchedulerException::effect)
                .contains(Effect.NONE);
        assertThat(scheduler.workloads().find(WEB)).isEmpty();
    }

    @Test
    void leavesTheOthersAloneWhenOneFails() {
        failOnce("send");

        Applied applied = scheduler
                .workloads()
                .edit(
                        Edit.apply(web(1)),
                        Edit.apply(dev.berth.scheduler.core.testing.Specs.workload(
                                dev.berth.scheduler.spec.WorkloadId.of("demo", "other"), 1, "x")));

        assertThat(applied.items().get(0).failure()).isPresent();
        assertThat(applied.items().get(1).failure()).isEmpty();
    }

    @Test
    void plansAgainWhenAnotherWriterWasFirst() {
        AtomicBoolean raced = new AtomicBoolean();
        backend.before(request -> {
            if (request.equals("claim") && raced.compareAndSet(false, true)) {
                scheduler("1").workloads().apply(web(9, "other"));
            }
        });

        Applied.Item item = apply(web(3));

        assertThat(item.version().orElseThrow().generation()).isEqualTo(2);
        assertThat(scheduler.workloads().find(WEB).orElseThrow().spec()).isEqualTo(web(3));
    }

    @Test
    void isAConflictWhenAVersionWasExpectedAndAnotherWriterWasFirst() {
        Version first = apply(web(1)).version().orElseThrow();
        AtomicBoolean raced = new AtomicBoolean();
        backend.before(request -> {
            if (request.equals("claim") && raced.compareAndSet(false, true)) {
                scheduler("1").workloads().apply(web(9));
            }
        });

        Applied applied =
                scheduler.workloads().edit(List.of(Edit.apply(web(3))), PlanOptions.DEFAULT.expect(WEB, first));

        assertThat(applied.items().get(0).failure()).isPresent();
        assertThat(scheduler.workloads().find(WEB).orElseThrow().spec()).isEqualTo(web(9));
    }

    @Test
    void neverLetsASlowWriterUndoANewerEdit() {
        apply(web(1));
        AtomicBoolean raced = new AtomicBoolean();
        backend.before(request -> {
            if (request.equals("send") && raced.compareAndSet(false, true)) {
                scheduler("1").workloads().apply(web(9));
            }
        });

        apply(web(3));

        assertThat(scheduler.workloads().find(WEB).orElseThrow().spec()).isEqualTo(web(9));
        assertThat(backend.object(WEB).orElseThrow().document()).contains(" 3 1 9 ");
    }

    @Test
    void convergesToTheHighestClaimUnderRacingWriters() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(4);
        List<Future<Applied>> all = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            int replicas = i;
            Callable<Applied> edit = () -> scheduler("1").workloads().apply(web(replicas, "v" + replicas % 3));
            all.add(writers.submit(edit));
        }
        long highest = 0;
        for (Future<Applied> one : all) {
            highest = Math.max(
                    highest, one.get().items().get(0).version().orElseThrow().generation());
        }
        writers.shutdown();

        assertThat(scheduler.workloads().find(WEB).orElseThrow().version().generation())
                .isEqualTo(highest);
        assertThat(backend.object(WEB).orElseThrow().document()).contains(" " + highest + " ");
        assertThat(apply(scheduler.workloads().find(WEB).orElseThrow().spec()).action())
                .isEqualTo(Change.Action.UNCHANGED);
    }

    @Test
    void removesWithATombstoneAndStartsANewLifeAfterwards() {
        Version first = apply(web(1)).version().orElseThrow();

        scheduler.workloads().remove(WEB);
        Applied.Item again = apply(web(1));

        assertThat(again.action()).isEqualTo(Change.Action.CREATE);
        assertThat(again.revision()).isEqualTo(1);
        assertThat(again.version().orElseThrow().incarnation()).isNotEqualTo(first.incarnation());
    }

    @Test
    void leavesWhatIsNotThereUnchangedOnRemove() {
        Applied.Item item = scheduler.workloads().remove(WEB).items().get(0);

        assertThat(item.action()).isEqualTo(Change.Action.UNCHANGED);
        assertThat(backend.takeRequests()).doesNotContain("claim", "send");
    }

    @Test
    void leavesARemovedWorkloadUnchangedThoughItsRecordsAreKept() {
        apply(web(3));
        scheduler.workloads().remove(WEB);

        Applied.Item second = scheduler.workloads().remove(WEB).items().get(0);

        assertThat(second.action()).isEqualTo(Change.Action.UNCHANGED);
        assertThat(second.version()).isEmpty();
    }

    @Test
    void knowsItsOwnClaimWhenThatWasCarriedOutTwice() {
        backend.doubleClaims();

        Applied.Item created = apply(web(3));
        Applied.Item removed = scheduler.workloads().remove(WEB).items().get(0);

        assertThat(created.action()).isEqualTo(Change.Action.CREATE);
        assertThat(created.failure()).isEmpty();
        assertThat(removed.action()).isEqualTo(Change.Action.REMOVE);
        assertThat(removed.failure()).isEmpty();
        assertThat(backend.records(WEB, Call.within(Duration.ofSeconds(30)))).hasSize(2);
    }

    @Test
    void doesNotSayThatNothingHappenedWhenItCanNotTellWhoseClaimThereIs() {
        backend.doubleClaims();
        failOnce("records");

        Applied.Item item =
                scheduler.workloads().edit(Edit.apply(web(3))).items().get(0);

        assertThat(item.failure()).hasValueSatisfying(e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(e.effect()).isEqualTo(Effect.UNKNOWN);
        });
    }

    private void failOnce(String name) {
        AtomicBoolean failed = new AtomicBoolean();
        backend.before(request -> {
            if (request.equals(name) && failed.compareAndSet(false, true)) {
                throw ContactException.unavailable("the network is down", Effect.NONE, null);
            }
        });
    }

    @Test
    void neverPrunesWhatItAppliedWhenAnotherWriterWasFirst() {
        raceAtClaim(2, () -> scheduler("1").workloads().apply(web(9, "other")));

        Applied applied = scheduler
                .workloads()
                .edit(
                        List.of(Edit.apply(workload(OTHER, 1, "x")), Edit.apply(web(3))),
                        PlanOptions.DEFAULT.prune(Selector.all().inNamespace("demo")));

        assertThat(applied.orThrow().items()).extracting(Applied.Item::action).doesNotContain(Change.Action.REMOVE);
        assertThat(backend.object(OTHER)).isPresent();
    }

    @Test
    void tellsWhatWasDoneWhenTheRestCanNotBePlannedAgain() {
        apply(web(1));
        raceAtClaim(2, () -> scheduler("1").workloads().remove(WEB));

        Applied applied = scheduler.workloads().edit(Edit.apply(workload(OTHER, 1, "x")), Edit.scale(WEB, 5));

        assertThat(applied.items().get(0).failure()).isEmpty();
        assertThat(applied.items().get(1).failure())
                .map(SchedulerException::code)
                .contains(ErrorCode.NOT_FOUND);
    }

    @Test
    void neverFinishesAnOlderClaimOverANewerEdit() {
        apply(web(1));
        AtomicInteger requests = new AtomicInteger();
        backend.before(request -> {
            if (requests.incrementAndGet() == 2) {
                scheduler("1").workloads().apply(web(9));
            }
        });

        new Finisher(backend, new MemoryTranslator()).finish(WEB, Call.within(Duration.ofSeconds(30)));

        assertThat(backend.object(WEB).orElseThrow().document()).contains(" 2 1 9 ");
    }

    @Test
    void neverFinishesAnEditOverWhatIsNotOurs() {
        failOnce("send");
        scheduler.workloads().edit(Edit.apply(web(3)));
        backend.foreign(WEB, "service web");
        backend.takeRequests();

        assertThatThrownBy(() ->
                        new Finisher(backend, new MemoryTranslator()).finish(WEB, Call.within(Duration.ofSeconds(30))))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("service web");
        assertThat(backend.takeRequests()).doesNotContain("send");
    }

    @Test
    void saysTheVersionBeforeOfAnEditThatWasNotAccepted() {
        Version before = apply(web(1)).version().orElseThrow();
        failOnce("claim");

        Applied.Item item =
                scheduler.workloads().edit(Edit.apply(web(3, "2"))).items().get(0);

        assertThat(item.version()).contains(before);
        assertThat(item.revision()).isEqualTo(1);
    }

    @Test
    void plansAgainWhenAnotherWriterWasFirstToMendDrift() {
        apply(web(3));
        NativeObject right = backend.object(WEB).orElseThrow();
        backend.tamper(WEB, new NativeObject("Memory", right.name(), right.document() + " tampered"));
        AtomicBoolean raced = new AtomicBoolean();
        backend.before(request -> {
            if (request.equals("send") && raced.compareAndSet(false, true)) {
                scheduler("1").workloads().apply(web(9));
            }
        });

        Applied.Item item = apply(web(3));

        assertThat(item.version().orElseThrow().generation()).isEqualTo(3);
        assertThat(scheduler.workloads().find(WEB).orElseThrow().spec()).isEqualTo(web(3));
    }

    @Test
    void saysThatSomethingMayHaveChangedOnceOneOfSeveralWritesWasDone() {
        apply(web(3));
        NativeObject object = backend.object(WEB).orElseThrow();
        NativeWrite write = new NativeWrite(NativeWrite.Action.UPDATE, object, Optional.of(object.document()), false);
        ChangeData drift = new ChangeData(
                Edit.apply(web(3)),
                Change.Action.UPDATE,
                Set.of(Change.Cause.DRIFT),
                List::of,
                List.of(write, write),
                List.of(),
                0,
                List.of(),
                Optional.empty(),
                1,
                Optional.empty(),
                Optional.empty());
        AtomicInteger sends = new AtomicInteger();
        backend.before(request -> {
            if (request.equals("send") && sends.incrementAndGet() == 2) {
                throw ContactException.unavailable("the network is down", Effect.NONE, null);
            }
        });

        Applied.Item item = new PlanExecutor(backend, new Finisher(backend, new MemoryTranslator()))
                .execute(drift, Call.within(Duration.ofSeconds(30)));

        assertThat(item.failure()).map(SchedulerException::effect).contains(Effect.UNKNOWN);
    }

    private void raceAtClaim(int number, Runnable other) {
        AtomicInteger claims = new AtomicInteger();
        backend.before(request -> {
            if (request.equals("claim") && claims.incrementAndGet() == number) {
                other.run();
            }
        });
    }
}
