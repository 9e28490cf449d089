package dev.berth.scheduler.core.pipeline;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.Plan;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.RecordKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules APP-6, APP-7, APP-9 and UPD-3, on the pipeline alone. */
class PlanTest extends PipelineFixture {
    @Test
    void changesNothing() {
        scheduler.workloads().plan(Edit.apply(web(3)));

        assertThat(backend.takeRequests()).containsExactly("describe", "read");
        assertThat(scheduler.workloads().list(Selector.all())).isEmpty();
    }

    @Test
    void tellsEveryFieldThatDiffers() {
        apply(web(3));

        Change change =
                plan(Edit.apply(web(4, "2").toBuilder().label("team", "a").build()));

        assertThat(change.action()).isEqualTo(Change.Action.UPDATE);
        assertThat(change.causes()).containsExactly(Change.Cause.SPEC, Change.Cause.SCALE, Change.Cause.LABELS);
        assertThat(change.diff())
                .extracting("path")
                .containsExactly(
                        "labels.team", "mode.replicated.replicas", "tasks[0].artifacts[0].process.arguments[0]");
        assertThat(change.restarts()).isEqualTo(3);
    }

    @Test
    void saysThatLabelsRestartNothing() {
        apply(web(3));

        Change change = plan(Edit.apply(web(3).toBuilder().label("team", "a").build()));

        assertThat(change.causes()).containsExactly(Change.Cause.LABELS);
        assertThat(change.restarts()).isZero();
    }

    @Test
    void isWhatExecutingItSends() {
        Plan plan = scheduler.workloads().plan(Edit.apply(web(3)));

        scheduler.workloads().execute(plan).orThrow();

        assertThat(backend.object(WEB))
                .contains(plan.changes().get(0).writes().get(0).object());
    }

    @Test
    void isAConflictOnceSomebodyElseWasFirst() {
        Plan plan = scheduler.workloads().plan(Edit.apply(web(3)));
        apply(web(1));

        Applied applied = scheduler.workloads().execute(plan);

        assertThat(applied.items().get(0).failure())
                .hasValueSatisfying(e -> assertThat(e).hasMessageContaining("changed by another writer"));
        assertThat(scheduler.workloads().find(WEB).orElseThrow().spec()).isEqualTo(web(1));
    }

    @Test
    void isRefusedByAnotherScheduler() {
        Plan plan = new PipelineFixture().scheduler.workloads().plan(Edit.apply(web(3)));

        assertThatThrownBy(() -> scheduler.workloads().execute(plan)).isInstanceOf(RefusedException.class);
    }

    @Test
    void showsDriftAndApplyCorrectsIt() {
        apply(web(3));
        NativeObject right = backend.object(WEB).orElseThrow();
        backend.tamper(WEB, new NativeObject("Memory", right.name(), right.document() + " tampered"));

        Change change = plan(Edit.apply(web(3)));
        apply(web(3));

        assertThat(change.causes()).containsExactly(Change.Cause.DRIFT);
        assertThat(change.diff()).hasSize(1);
        assertThat(backend.object(WEB)).contains(right);
    }

    @Test
    void keepsTheStoredRenderingOverAnUpgrade() {
        apply(web(3));
        NativeObject before = backend.object(WEB).orElseThrow();

        Applied.Item item = scheduler("2").workloads().apply(web(3)).items().get(0);
        scheduler("2").workloads().scale(WEB, 4);

        assertThat(item.action()).isEqualTo(Change.Action.UNCHANGED);
        assertThat(backend.object(WEB).orElseThrow().document())
                .contains("renderer1:")
                .isNotEqualTo(before.document());
    }

    @Test
    void rendersAnewOnRequest() {
        apply(web(3));

        Applied applied = scheduler("2")
                .workloads()
                .edit(List.of(Edit.apply(web(3))), PlanOptions.DEFAULT.refreshRendering())
                .orThrow();

        assertThat(applied.items().get(0).action()).isEqualTo(Change.Action.UPDATE);
        assertThat(backend.object(WEB).orElseThrow().document()).contains("renderer2:");
    }

    @Test
    void removesWhatIsMeantAndNotApplied() {
        apply(web(3));
        WorkloadId other = WorkloadId.of("demo", "other");

        Plan plan = scheduler
                .workloads()
                .plan(
                        List.of(Edit.apply(dev.berth.scheduler.core.testing.Specs.workload(other, 1, "x"))),
                        PlanOptions.DEFAULT.prune(Selector.all().inNamespace("demo")));

        assertThat(plan.changes())
                .extracting(Change::action)
                .containsExactly(Change.Action.CREATE, Change.Action.REMOVE);
    }

    @Test
    void showsTheWholeSpecOfANewWorkload() {
        Change change = plan(Edit.apply(web(3)));

        assertThat(change.diff()).anySatisfy(field -> {
            assertThat(field.path()).isEqualTo("mode.replicated.replicas");
            assertThat(field.before()).isEmpty();
            assertThat(field.after()).isEqualTo(Optional.of("3"));
        });
    }

    private Change plan(Edit edit) {
        return scheduler.workloads().plan(edit).changes().get(0);
    }

    @Test
    void leavesAloneWhatWasScaledAfterAnUpgrade() {
        apply(web(3));
        scheduler("2").workloads().scale(WEB, 4);

        Applied.Item item = scheduler("2").workloads().apply(web(4)).items().get(0);

        assertThat(item.action()).isEqualTo(Change.Action.UNCHANGED);
    }

    @Test
    void rendersAnewOnRequestWhatWasScaledAfterAnUpgrade() {
        apply(web(3));
        scheduler("2").workloads().scale(WEB, 4);

        scheduler("2").workloads().edit(List.of(Edit.apply(web(4))), PlanOptions.DEFAULT.refreshRendering());

        assertThat(backend.object(WEB).orElseThrow().document()).contains("renderer2:");
    }

    @Test
    void isAConflictOnceSomebodyElseMendedWhatWasDrift() {
        apply(web(3));
        NativeObject right = backend.object(WEB).orElseThrow();
        backend.tamper(WEB, new NativeObject("Memory", right.name(), right.document() + " tampered"));
        Plan plan = scheduler.workloads().plan(Edit.apply(web(3)));
        apply(web(9));

        Applied applied = scheduler.workloads().execute(plan);

        assertThat(applied.items().get(0).failure())
                .hasValueSatisfying(e -> assertThat(e).isInstanceOf(ConflictException.class));
        assertThat(scheduler.workloads().find(WEB).orElseThrow().spec()).isEqualTo(web(9));
    }

    @Test
    void isAConflictWhenItsGenerationWasTakenAndForgotten() {
        apply(web(1));
        Plan plan = scheduler.workloads().plan(Edit.scale(WEB, 2));
        scheduler.workloads().scale(WEB, 3);
        scheduler.workloads().scale(WEB, 4);
        forget(2);

        Applied applied = scheduler.workloads().execute(plan);

        assertThat(applied.items().get(0).failure())
                .hasValueSatisfying(e -> assertThat(e).isInstanceOf(ConflictException.class));
        assertThat(scheduler.workloads().find(WEB).orElseThrow().spec()).isEqualTo(web(4));
    }

    @Test
    void isAConflictInTheNextLifeOfTheWorkload() {
        apply(web(1));
        Plan plan = scheduler.workloads().plan(Edit.apply(web(2, "old")));
        scheduler.workloads().remove(WEB);
        forget(1);
        forget(2);
        apply(web(5, "new"));

        Applied applied = scheduler.workloads().execute(plan);

        assertThat(applied.items().get(0).failure())
                .hasValueSatisfying(e -> assertThat(e).isInstanceOf(ConflictException.class));
        assertThat(scheduler.workloads().find(WEB).orElseThrow().spec()).isEqualTo(web(5, "new"));
    }

    @Test
    void claimsANewVersionToAdoptWithoutAnotherChange() {
        apply(web(1));
        backend.foreign(WEB, "service web");

        Change change = scheduler
                .workloads()
                .plan(List.of(Edit.apply(web(1))), PlanOptions.DEFAULT.adopt(WEB))
                .changes()
                .get(0);

        assertThat(change.causes()).containsExactly(Change.Cause.ADOPTION);
        assertThat(change.writes().get(0).object().document()).contains(" 2 1 1 ");
    }

    @Test
    void prunesOnlyWhatBearsTheLabel() {
        apply(web(1).toBuilder().label("team", "a").build());
        apply(dev.berth.scheduler.core.testing.Specs.workload(WorkloadId.of("demo", "other"), 1, "x"));

        Plan plan = scheduler
                .workloads()
                .plan(List.of(), PlanOptions.DEFAULT.prune(Selector.all().withLabel("team", "a")));

        assertThat(plan.changes()).extracting(Change::id).containsExactly(WEB);
    }

    private void forget(long generation) {
        backend.delete(new RecordKey(WEB, generation), Call.within(Duration.ofSeconds(30)));
    }
}
