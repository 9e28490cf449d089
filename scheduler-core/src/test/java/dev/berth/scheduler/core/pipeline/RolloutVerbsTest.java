package dev.berth.scheduler.core.pipeline;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules UPD-4 and, of cancelling, BAT-4, on the pipeline alone. */
class RolloutVerbsTest extends PipelineFixture {
    @Test
    void pausesUnderTheSameRevision() {
        apply(web(3));
        rolling();

        Applied.Item paused = edit(Edit.pause(WEB));

        assertThat(paused.action()).isEqualTo(Change.Action.UPDATE);
        assertThat(paused.revision()).isEqualTo(1);
        assertThat(document()).contains(" paused ");
        assertThat(find().status().phase()).isEqualTo(Phase.PAUSED);
        assertThat(find().spec()).isEqualTo(web(3));
    }

    @Test
    void showsInAPlanWhatAPauseAndAResumeDo() {
        apply(web(3));
        rolling();

        Change pause = plan(Edit.pause(WEB));
        edit(Edit.pause(WEB));
        Change resume = plan(Edit.resume(WEB));

        assertThat(pause.causes()).containsExactly(Change.Cause.PAUSE);
        assertThat(pause.restarts()).isZero();
        assertThat(resume.causes()).containsExactly(Change.Cause.RESUME);
        assertThat(resume.restarts()).isEqualTo(3);
    }

    @Test
    void leavesUnchangedWhatIsPausedAndWhatIsNot() {
        apply(web(3));

        assertThat(edit(Edit.resume(WEB)).action()).isEqualTo(Change.Action.UNCHANGED);
        edit(Edit.pause(WEB));
        assertThat(edit(Edit.pause(WEB)).action()).isEqualTo(Change.Action.UNCHANGED);
        assertThat(apply(web(3)).action()).isEqualTo(Change.Action.UNCHANGED);
    }

    @Test
    void isStableWhilePausedWithNothingToRollAndSaysSo() {
        apply(web(3));

        edit(Edit.pause(WEB));

        assertThat(find().status().phase()).isEqualTo(Phase.STABLE);
        assertThat(find().status().conditions()).extracting(Condition::reason).containsExactly(Condition.PAUSED);
    }

    @Test
    void holdsWhatIsAppliedWhilePausedUntilResumed() {
        apply(web(3));
        edit(Edit.pause(WEB));

        Change held = plan(Edit.apply(web(3, "2")));
        apply(web(3, "2"));

        assertThat(held.restarts()).isZero();
        assertThat(document()).contains(" paused ");
        edit(Edit.resume(WEB));
        assertThat(document()).doesNotContain("paused");
    }

    @Test
    void staysPausedWhenScaled() {
        apply(web(3));
        edit(Edit.pause(WEB));

        scheduler.workloads().scale(WEB, 5);

        assertThat(document()).contains(" 5 paused ");
    }

    @Test
    void refusesToRestartOrRollBackWhatIsPaused() {
        apply(web(3));
        apply(web(3, "2"));
        edit(Edit.pause(WEB));

        assertThatThrownBy(() -> edit(Edit.restart(WEB)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("demo/web is paused; resume it first");
        assertThatThrownBy(() -> edit(Edit.rollback(WEB, 1)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("demo/web is paused; resume it first");
    }

    @Test
    void abortsToTheLastCompleteRevisionWithTheCountOfNow() {
        apply(web(3));
        nextRolls();
        apply(web(3, "2"));
        apply(web(3, "3"));
        scheduler.workloads().scale(WEB, 4);

        Applied.Item aborted = edit(Edit.abort(WEB));

        assertThat(aborted.revision()).isEqualTo(4);
        assertThat(find().spec()).isEqualTo(web(4));
    }

    @Test
    void keepsTheInstancesOfTheRevisionItAbortsToAndCountsThemAsOfTheNewOne() {
        apply(web(3));
        String first = document();
        nextRolls();
        apply(web(3, "2"));

        edit(Edit.abort(WEB));

        assertThat(document().split(" ", 3)[2]).isEqualTo(first.split(" ", 3)[2]);
        assertThat(scheduler.workloads().instances(Selector.of(WEB)))
                .extracting(Instance::revision)
                .containsOnly(3L);
        assertThat(find().status().updated()).isEqualTo(3);
    }

    @Test
    void abortsARestartThoughTheTemplateIsTheSame() {
        apply(web(3));
        nextRolls();
        edit(Edit.restart(WEB));

        Change abort = plan(Edit.abort(WEB));

        assertThat(abort.causes()).containsExactly(Change.Cause.ABORT);
        assertThat(edit(Edit.abort(WEB)).revision()).isEqualTo(3);
    }

    @Test
    void abortsOnceHoweverOftenItIsAsked() {
        apply(web(3));
        nextRolls();
        apply(web(3, "2"));
        edit(Edit.abort(WEB));

        assertThat(edit(Edit.abort(WEB)).action()).isEqualTo(Change.Action.UNCHANGED);
    }

    @Test
    void abortsAgainToARevisionThatWasMadeByAnAbort() {
        apply(web(3));
        nextRolls();
        apply(web(3, "2"));
        edit(Edit.abort(WEB));
        backend.progress(WEB, Progress.COMPLETE);
        nextRolls();
        apply(web(3, "4"));

        assertThat(edit(Edit.abort(WEB)).action()).isEqualTo(Change.Action.UPDATE);
        assertThat(edit(Edit.abort(WEB)).action()).isEqualTo(Change.Action.UNCHANGED);
        assertThat(find().spec()).isEqualTo(web(3));
    }

    @Test
    void endsAPauseWithAnAbort() {
        apply(web(3));
        nextRolls();
        apply(web(3, "2"));
        edit(Edit.pause(WEB));

        edit(Edit.abort(WEB));

        assertThat(document()).doesNotContain("paused");
    }

    @Test
    void leavesACompleteRolloutToItselfWhenAborting() {
        apply(web(3));
        apply(web(3, "2"));

        assertThat(edit(Edit.abort(WEB)).action()).isEqualTo(Change.Action.UNCHANGED);
    }

    @Test
    void refusesToAbortWhereNothingWasEverComplete() {
        rolling();
        apply(web(3));

        assertThatThrownBy(() -> edit(Edit.abort(WEB)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("none of its revisions is known to have been complete");
    }

    @Test
    void goesByTheRendererOfTheRevisionItAbortsTo() {
        apply(web(3));
        nextRolls();
        scheduler("2").workloads().apply(web(3, "2"));

        scheduler("2").workloads().edit(Edit.abort(WEB)).orThrow();

        assertThat(document()).contains("renderer1:");
        assertThat(scheduler("2").workloads().plan(Edit.apply(web(3))).isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Edit.Kind.class,
            names = {"PAUSE", "RESUME", "ABORT"})
    void refusesWhatTheBackendLacks(Edit.Kind kind) {
        apply(web(3));
        backend.lacks(Capabilities.ROLLOUT_PAUSE);
        backend.lacks(Capabilities.ROLLOUT_RESUME);
        backend.lacks(Capabilities.ROLLOUT_ABORT);

        assertThatThrownBy(() -> edit(new Edit.Verb(kind, WEB)))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED));
    }

    @ParameterizedTest
    @EnumSource(
            value = Edit.Kind.class,
            names = {"PAUSE", "RESUME", "ABORT", "CANCEL"})
    void knowsNothingOfWhatIsNotThere(Edit.Kind kind) {
        assertThatThrownBy(() -> edit(new Edit.Verb(kind, WEB))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void holdsARolloutThoughSomethingElseItNeedsIsMissingByNow() {
        apply(web(3));
        backend.lacks(Capabilities.ARTIFACT_PROCESS);

        assertThat(edit(Edit.pause(WEB)).action()).isEqualTo(Change.Action.UPDATE);
    }

    @Test
    void cancelsABatchUnderTheSameRevisionForGood() {
        apply(batch("1"));
        rolling();

        Applied.Item cancelled = edit(Edit.cancel(WEB));

        assertThat(cancelled.revision()).isEqualTo(1);
        assertThat(plan(Edit.cancel(WEB)).action()).isEqualTo(Change.Action.UNCHANGED);
        assertThat(apply(batch("1")).action()).isEqualTo(Change.Action.UNCHANGED);
        assertThat(document()).contains(" cancelled ");
    }

    @Test
    void leavesARunThatHasEndedAsItIsWhenCancelling() {
        apply(batch("1"));
        backend.progress(WEB, Progress.COMPLETE);

        assertThat(edit(Edit.cancel(WEB)).action()).isEqualTo(Change.Action.UNCHANGED);
    }

    @Test
    void runsACancelledBatchAgainWithARestartOrAnotherTemplate() {
        apply(batch("1"));
        rolling();
        edit(Edit.cancel(WEB));

        assertThat(edit(Edit.restart(WEB)).revision()).isEqualTo(2);
        assertThat(document()).doesNotContain("cancelled");
        edit(Edit.cancel(WEB));
        assertThat(apply(batch("2")).revision()).isEqualTo(3);
        assertThat(document()).doesNotContain("cancelled");
    }

    @Test
    void makesARunOfItsOwnOfARollbackOfABatch() {
        apply(batch("1"));
        apply(batch("2"));

        scheduler.workloads().rollback(WEB, 1);

        assertThat(document().split(" ", -1)[2]).isEqualTo("3");
    }

    @Test
    void refusesToCancelAService() {
        apply(web(3));

        assertThatThrownBy(() -> edit(Edit.cancel(WEB))).hasMessageContaining("is REPLICATED and can't be cancelled");
    }

    @Test
    void refusesToPauseOrAbortABatch() {
        apply(batch("1"));

        assertThatThrownBy(() -> edit(Edit.pause(WEB))).hasMessageContaining("is BATCH and can't be paused");
        assertThatThrownBy(() -> edit(Edit.abort(WEB))).hasMessageContaining("is BATCH and can't be aborted");
    }

    @Test
    void pausesTheTicksOfACron() {
        apply(web(1).toBuilder().mode(Cron.builder("0 1 * * *").build()).build());

        edit(Edit.pause(WEB));

        assertThat(document()).contains(" paused ");
        assertThatThrownBy(() -> edit(Edit.cancel(WEB))).hasMessageContaining("cancel one of its runs, or pause it");
    }

    private static WorkloadSpec batch(String argument) {
        return web(1, argument).toBuilder().mode(Mode.batch()).build();
    }

    private void rolling() {
        backend.progress(WEB, Progress.ONGOING);
        backend.ready(false);
    }

    private void nextRolls() {
        backend.progressToCome(WEB, Progress.ONGOING);
    }

    private String document() {
        return backend.object(WEB).orElseThrow().document();
    }

    private Applied.Item edit(Edit edit) {
        return scheduler.workloads().edit(edit).orThrow().items().get(0);
    }

    private Change plan(Edit edit) {
        return scheduler.workloads().plan(edit).changes().get(0);
    }

    private Workload find() {
        return scheduler.workloads().find(WEB).orElseThrow();
    }
}
