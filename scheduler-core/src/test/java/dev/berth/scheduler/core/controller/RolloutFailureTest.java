package dev.berth.scheduler.core.controller;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.core.testing.MemoryBackend;
import dev.berth.scheduler.core.testing.MemoryTranslator;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Workload;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rule UPD-2, on the duties of a controller alone. */
class RolloutFailureTest {
    private static final BackendContext CONTEXT = new BackendContext("memory", "test", Clock.systemUTC());
    private static final Progress STUCK =
            Progress.failed(Condition.PROGRESS_DEADLINE_EXCEEDED, "no progress for 60 s: 1 of 3 ready");

    private final MemoryBackend backend = new MemoryBackend();
    private final Scheduler scheduler = new BackendScheduler(backend, new MemoryTranslator(), CONTEXT);
    private final Duties duties = new Duties(backend, new MemoryTranslator(), CONTEXT);

    RolloutFailureTest() {
        backend.leavesToController(Capabilities.ROLLOUT_ON_FAILURE_ROLLBACK);
        backend.leavesToController(Capabilities.ROLLOUT_ON_FAILURE_PAUSE);
        backend.lease("controller", Duration.ofSeconds(1), Call.untilCancelled());
    }

    @Test
    void goesBackToTheLastCompleteRevisionAndTellsWhy() {
        apply("1", RolloutPolicy.OnFailure.ROLLBACK);
        fails("2", RolloutPolicy.OnFailure.ROLLBACK);

        duties.attend(WEB);

        assertThat(find().spec()).isEqualTo(spec("1", RolloutPolicy.OnFailure.ROLLBACK));
        assertThat(find().revision()).isEqualTo(3);
        assertThat(find().status().conditions())
                .contains(new Condition(
                        Condition.ROLLED_BACK,
                        "revision 2 failed: PROGRESS_DEADLINE_EXCEEDED, no progress for 60 s: 1 of 3 ready"));
    }

    @Test
    void answersAFailureOnce() {
        apply("1", RolloutPolicy.OnFailure.ROLLBACK);
        fails("2", RolloutPolicy.OnFailure.ROLLBACK);

        duties.attend(WEB);
        duties.attend(WEB);

        assertThat(find().version().generation()).isEqualTo(3);
    }

    @Test
    void pausesWithTheReasonWhereThePolicySaysSo() {
        apply("1", RolloutPolicy.OnFailure.PAUSE);
        fails("2", RolloutPolicy.OnFailure.PAUSE);

        duties.attend(WEB);

        assertThat(find().status().phase()).isEqualTo(Phase.PAUSED);
        assertThat(find().revision()).isEqualTo(2);
        assertThat(find().status().conditions())
                .extracting(Condition::message)
                .anyMatch(message -> message.startsWith("revision 2 failed, until another is applied"));
    }

    @Test
    void pausesAFirstRevisionThatHasNothingToGoBackTo() {
        fails("1", RolloutPolicy.OnFailure.ROLLBACK);

        duties.attend(WEB);

        assertThat(find().status().phase()).isEqualTo(Phase.PAUSED);
    }

    @Test
    void letsARollbackThatFailsTooGoOnTrying() {
        apply("1", RolloutPolicy.OnFailure.ROLLBACK);
        fails("2", RolloutPolicy.OnFailure.ROLLBACK);
        duties.attend(WEB);

        backend.progress(WEB, STUCK);
        duties.attend(WEB);

        assertThat(find().revision()).isEqualTo(3);
        assertThat(find().status().conditions())
                .extracting(Condition::reason)
                .contains(Condition.ROLLED_BACK, Condition.PROGRESS_DEADLINE_EXCEEDED)
                .doesNotContain(Condition.PAUSED);
    }

    @Test
    void endsThePauseOfAFailureWithTheNextTemplate() {
        apply("1", RolloutPolicy.OnFailure.PAUSE);
        fails("2", RolloutPolicy.OnFailure.PAUSE);
        duties.attend(WEB);
        backend.progressToCome(WEB, Progress.ONGOING);

        apply("3", RolloutPolicy.OnFailure.PAUSE);

        assertThat(document()).doesNotContain("paused");
        assertThat(find().status().conditions()).isEmpty();
    }

    @Test
    void keepsThePauseOfAFailureOverAScaleAndEndsItWithAResume() {
        apply("1", RolloutPolicy.OnFailure.PAUSE);
        fails("2", RolloutPolicy.OnFailure.PAUSE);
        duties.attend(WEB);

        scheduler.workloads().scale(WEB, 7);
        assertThat(find().status().conditions())
                .extracting(Condition::message)
                .anyMatch(message -> message.startsWith("revision 2 failed"));
        scheduler.workloads().edit(Edit.resume(WEB)).orThrow();
        assertThat(document()).doesNotContain("paused");
    }

    @Test
    void makesANewRevisionOfTheFailedSpecAppliedAgain() {
        apply("1", RolloutPolicy.OnFailure.ROLLBACK);
        fails("2", RolloutPolicy.OnFailure.ROLLBACK);
        duties.attend(WEB);

        apply("2", RolloutPolicy.OnFailure.ROLLBACK);

        assertThat(find().revision()).isEqualTo(4);
    }

    @Test
    void staysOutWhereTheBackendEndsRolloutsByItself() {
        MemoryBackend itself = new MemoryBackend();
        Scheduler other = new BackendScheduler(itself, new MemoryTranslator(), CONTEXT);
        other.workloads().apply(spec("1", RolloutPolicy.OnFailure.ROLLBACK));
        itself.progressToCome(WEB, STUCK);
        other.workloads().apply(spec("2", RolloutPolicy.OnFailure.ROLLBACK));

        new Duties(itself, new MemoryTranslator(), CONTEXT).attend(WEB);

        assertThat(other.workloads().find(WEB).orElseThrow().version().generation())
                .isEqualTo(2);
    }

    @Test
    void leavesARolloutThatWasChangedMeanwhileToTheOneWhoChangedIt() {
        apply("1", RolloutPolicy.OnFailure.ROLLBACK);
        fails("2", RolloutPolicy.OnFailure.ROLLBACK);
        backend.before(request -> {
            if (request.equals("claim")) {
                backend.before(any -> {});
                apply("3", RolloutPolicy.OnFailure.ROLLBACK);
            }
        });

        duties.attend(WEB);

        assertThat(find().spec()).isEqualTo(spec("3", RolloutPolicy.OnFailure.ROLLBACK));
    }

    @Test
    void showsThePolicysAnswerAsAnOrdinaryRevisionInTheHistory() {
        apply("1", RolloutPolicy.OnFailure.ROLLBACK);
        fails("2", RolloutPolicy.OnFailure.ROLLBACK);
        duties.attend(WEB);

        assertThat(scheduler.workloads().revisions(WEB)).extracting("number").containsExactly(3L, 2L, 1L);
        assertThat(scheduler
                        .workloads()
                        .plan(Edit.apply(spec("1", RolloutPolicy.OnFailure.ROLLBACK)))
                        .changes()
                        .get(0)
                        .action())
                .isEqualTo(Change.Action.UNCHANGED);
    }

    private static WorkloadSpec spec(String argument, RolloutPolicy.OnFailure policy) {
        return web(3, argument).toBuilder()
                .rollout(RolloutPolicy.builder()
                        .progressDeadline(Duration.ofSeconds(60))
                        .onFailure(policy)
                        .build())
                .build();
    }

    private void apply(String argument, RolloutPolicy.OnFailure policy) {
        scheduler.workloads().apply(spec(argument, policy));
    }

    private void fails(String argument, RolloutPolicy.OnFailure policy) {
        backend.progressToCome(WEB, STUCK);
        apply(argument, policy);
        backend.ready(false);
        backend.progressToCome(WEB, Progress.ONGOING);
    }

    private String document() {
        return backend.object(WEB).orElseThrow().document();
    }

    private Workload find() {
        return scheduler.workloads().find(WEB).orElseThrow();
    }
}
