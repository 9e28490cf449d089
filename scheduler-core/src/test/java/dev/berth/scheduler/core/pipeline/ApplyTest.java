package dev.berth.scheduler.core.pipeline;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static dev.berth.scheduler.core.testing.Specs.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Version;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules APP-1 to APP-4, SCL-3, HIS-1 and CAP-1, on the pipeline alone. */
class ApplyTest extends PipelineFixture {
    @Test
    void createsThenUpdatesThenLeavesUnchanged() {
        Applied.Item created = apply(web(3));
        Applied.Item updated = apply(web(3, "2"));
        Applied.Item unchanged = apply(web(3, "2"));

        assertThat(created.action()).isEqualTo(Change.Action.CREATE);
        assertThat(updated.action()).isEqualTo(Change.Action.UPDATE);
        assertThat(unchanged.action()).isEqualTo(Change.Action.UNCHANGED);
        assertThat(List.of(created.revision(), updated.revision(), unchanged.revision()))
                .containsExactly(1L, 2L, 2L);
        assertThat(updated.version())
                .hasValueSatisfying(version -> assertThat(version.generation()).isEqualTo(2));
        assertThat(unchanged.version()).isEqualTo(updated.version());
    }

    @Test
    void sendsNoWriteWhenNothingChanged() {
        apply(web(3));
        backend.takeRequests();

        apply(web(3));

        assertThat(backend.takeRequests()).containsExactly("describe", "read");
    }

    @Test
    void readsAHundredUnchangedWorkloadsInOneRequest() {
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            edits.add(Edit.apply(workload(WorkloadId.of("demo", "w" + i), 1, "x")));
        }
        scheduler.workloads().edit(edits, PlanOptions.DEFAULT).orThrow();
        backend.takeRequests();

        Applied again = scheduler.workloads().edit(edits, PlanOptions.DEFAULT).orThrow();

        assertThat(backend.takeRequests()).containsExactly("describe", "read");
        assertThat(again.items()).extracting(Applied.Item::action).containsOnly(Change.Action.UNCHANGED);
    }

    @Test
    void countsAScaleAsANewVersionOfTheSameRevision() {
        Applied.Item created = apply(web(3));

        Applied.Item scaled = scheduler.workloads().scale(WEB, 5).items().get(0);

        assertThat(scaled.revision()).isEqualTo(created.revision());
        assertThat(scaled.version().orElseThrow().generation()).isEqualTo(2);
        assertThat(scheduler.workloads().find(WEB).orElseThrow().spec()).isEqualTo(web(5));
    }

    @Test
    void keepsTheCountOnRequest() {
        apply(web(3));
        scheduler.workloads().scale(WEB, 5);

        scheduler
                .workloads()
                .edit(List.of(Edit.apply(web(3, "2"))), PlanOptions.DEFAULT.keepReplicas())
                .orThrow();

        assertThat(scheduler.workloads().find(WEB).orElseThrow().spec()).isEqualTo(web(5, "2"));
    }

    @Test
    void givesBackTheVerySpecToAnotherClient() {
        WorkloadSpec spec = web(3).toBuilder().label("team", "a").build();
        apply(spec);

        assertThat(scheduler("1").workloads().find(WEB).orElseThrow().spec()).isEqualTo(spec);
    }

    @Test
    void makesANewRevisionOfARollbackAndKeepsTheCount() {
        apply(web(3, "1"));
        apply(web(3, "2"));
        scheduler.workloads().scale(WEB, 7);

        Applied.Item back = scheduler.workloads().rollback(WEB, 1).items().get(0);

        assertThat(back.revision()).isEqualTo(3);
        assertThat(scheduler.workloads().find(WEB).orElseThrow().spec()).isEqualTo(web(7, "1"));
        assertThat(scheduler.workloads().revisions(WEB)).extracting("number").containsExactly(3L, 2L, 1L);
    }

    @Test
    void refusesARollbackToARevisionThatIsNotKept() {
        apply(web(1));

        assertThatThrownBy(() -> scheduler.workloads().rollback(WEB, 9))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("revision 9 of demo/web");
    }

    @Test
    void makesANewRevisionOfARestartWithTheSameSpec() {
        apply(web(2));

        Applied.Item restarted =
                scheduler.workloads().edit(Edit.restart(WEB)).orThrow().items().get(0);

        assertThat(restarted.revision()).isEqualTo(2);
        assertThat(scheduler.workloads().find(WEB).orElseThrow().spec()).isEqualTo(web(2));
    }

    @Test
    void refusesAStaleExpectedVersion() {
        Version first = apply(web(1)).version().orElseThrow();
        apply(web(2));

        assertThatThrownBy(() ->
                        scheduler.workloads().edit(List.of(Edit.apply(web(3))), PlanOptions.DEFAULT.expect(WEB, first)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("2@" + first.incarnation());
        assertThat(scheduler.workloads().find(WEB).orElseThrow().spec()).isEqualTo(web(2));
    }

    @Test
    void refusesAChangedMode() {
        apply(web(1));
        backend.takeRequests();

        assertThatThrownBy(() -> apply(web(1).toBuilder().mode(Mode.global()).build()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("can't change from REPLICATED");
        assertThat(backend.takeRequests()).doesNotContain("claim", "send");
    }

    @Test
    void refusesEverythingMissingOfAllEditsBeforeAnyWrite() {
        backend.lacks(Capabilities.MODE_GLOBAL);
        WorkloadSpec global = workload(WorkloadId.of("demo", "all"), 1, "x").toBuilder()
                .mode(Mode.global())
                .build();
        WorkloadSpec refused = web(1).toBuilder().label("refuse-me", "").build();

        assertThatThrownBy(() -> scheduler.workloads().edit(Edit.apply(refused), Edit.apply(global)))
                .isInstanceOfSatisfying(RefusedException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED);
                    assertThat(e.problems())
                            .extracting("path")
                            .containsExactly("demo/web.labels", "demo/all.mode.global");
                });
        assertThat(backend.takeRequests()).doesNotContain("claim", "send");
    }

    @Test
    void refusesTwoEditsOfOneWorkload() {
        assertThatThrownBy(() -> scheduler.workloads().edit(Edit.apply(web(1)), Edit.scale(WEB, 2)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("demo/web is in more than one");
    }

    @Test
    void refusesToScaleWhatIsNotThere() {
        assertThatThrownBy(() -> scheduler.workloads().scale(WEB, 2)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void refusesANegativeCount() {
        apply(web(1));

        assertThatThrownBy(() -> scheduler.workloads().scale(WEB, -1))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void refusesANameTakenBySomethingElse() {
        backend.foreign(WEB, "service web");

        assertThatThrownBy(() -> apply(web(1)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("service web");
        assertThat(backend.takeRequests()).doesNotContain("claim", "send");
    }

    @Test
    void refusesToAdoptWhereTheBackendCanNot() {
        backend.foreign(WEB, "service web");
        backend.lacks(Capabilities.EDIT_ADOPT);

        assertThatThrownBy(
                        () -> scheduler.workloads().edit(List.of(Edit.apply(web(1))), PlanOptions.DEFAULT.adopt(WEB)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("edit.adopt");
    }

    @Test
    void refusesARecordThatNoStoreWouldTakeBeforeAnyWrite() {
        WorkloadSpec.Builder large = web(1).toBuilder();
        for (int i = 0; i < 3; i++) {
            large.annotation("note-" + i, "\u0001".repeat(60 * 1024));
        }

        assertThatThrownBy(() -> apply(large.build()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("at most 524288");
        assertThat(backend.takeRequests()).doesNotContain("claim", "send");
    }

    @Test
    void refusesWhatEachEditCanNotBecomeAllAtOnce() {
        WorkloadId other = WorkloadId.of("demo", "other");
        apply(web(1));
        apply(workload(other, 1, "x"));
        WorkloadSpec refused = workload(WorkloadId.of("demo", "third"), 1, "x").toBuilder()
                .label("refuse-me", "")
                .build();

        assertThatThrownBy(() -> scheduler
                        .workloads()
                        .edit(
                                Edit.apply(
                                        web(1).toBuilder().mode(Mode.global()).build()),
                                Edit.scale(other, -1),
                                Edit.apply(refused)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.problems())
                                .extracting("path")
                                .containsExactly(
                                        "demo/web.mode", "demo/other.mode.replicated.replicas", "demo/third.labels"));
    }

    @Test
    void takesBackTheScheduleOfACronWithARollback() {
        apply(cron("0 1 * * *"));
        apply(cron("0 2 * * *"));

        scheduler.workloads().rollback(WEB, 1);

        assertThat(scheduler.workloads().find(WEB).orElseThrow().spec()).isEqualTo(cron("0 1 * * *"));
    }

    private static WorkloadSpec cron(String schedule) {
        return web(1).toBuilder().mode(Cron.builder(schedule).build()).build();
    }
}
