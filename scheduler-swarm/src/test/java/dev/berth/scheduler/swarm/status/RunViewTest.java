package dev.berth.scheduler.swarm.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A run as its tasks tell it. */
class RunViewTest {
    private static final TestTasks GOOD = TestTasks.in("complete").desired("shutdown");
    private static final TestTasks BAD =
            TestTasks.in("failed").desired("shutdown").code(3);
    private static final TestTasks AT_WORK = TestTasks.in("running");

    private static Run run(RunView.Shape shape, TestTasks... tasks) {
        RunId id = new RunId(WorkloadId.of("ns", "work"), "1");
        return new RunView(id, 1, shape, Stream.of(tasks).map(TestTasks::task).toList())
                .run()
                .build();
    }

    private static RunView.Shape of(int completions, int retries) {
        return new RunView.Shape(Optional.of(completions), retries, false, true);
    }

    @Test
    void withoutTasksItIsPending() {
        assertThat(run(of(1, 0)).state()).isEqualTo(Run.State.PENDING);
    }

    @Test
    void aTaskThatWaitsForANodeDoesNotBeginIt() {
        Run run = run(of(1, 0), TestTasks.in("pending").waiting());
        assertThat(run.state()).isEqualTo(Run.State.PENDING);
        assertThat(run.active()).isZero();
    }

    @Test
    void itIsCompletedWhenAsManySucceededAsWereAskedFor() {
        assertThat(run(of(2, 0), GOOD.named("a"), GOOD.named("b").slot(2)).state())
                .isEqualTo(Run.State.COMPLETED);
    }

    @Test
    void itGoesOnAsLongAsATaskIsAtWork() {
        Run run = run(of(2, 0), BAD, AT_WORK.named("b").slot(2));
        assertThat(run.state()).isEqualTo(Run.State.RUNNING);
        assertThat(run.active()).isEqualTo(1);
    }

    @Test
    void itFailsOnlyOnceMoreFailedThanAreTriedAgain() {
        assertThat(run(of(1, 1), BAD).state()).isEqualTo(Run.State.RUNNING);
        assertThat(run(of(1, 1), BAD, BAD.named("again").second(1)).state()).isEqualTo(Run.State.FAILED);
    }

    @Test
    void oneThatFailedSaysHowItsLastFailedAttemptEnded() {
        Run run = run(of(1, 1), BAD.code(4), BAD.code(3).named("again").second(1));
        assertThat(run.reason()).isEqualTo("ATTEMPT_FAILED");
        assertThat(run.message()).isEqualTo("exit code 3; failed attempts: 2, retries allowed: 1");
    }

    @Test
    void attemptsComeInTheOrderOfTheirEnds() {
        Run run = run(of(1, 1), GOOD.named("second").second(1), BAD.named("first"));
        assertThat(run.attempts())
                .extracting(attempt -> attempt.instance().uid())
                .containsExactly("first", "second");
        assertThat(run.state()).isEqualTo(Run.State.COMPLETED);
    }

    @Test
    void anEndThatNobodyKnowsIsAFailureAndNeverASuccess() {
        Run run = run(of(1, 0), TestTasks.in("failed").code(0));
        assertThat(run.succeeded()).isZero();
        assertThat(run.state()).isEqualTo(Run.State.FAILED);
    }

    @Test
    void aCancelledOneIsCancelledWhenNothingRunsAnyMore() {
        RunView.Shape cancelled = new RunView.Shape(Optional.of(1), 0, true, true);
        assertThat(run(cancelled, AT_WORK.desired("remove")).state()).isEqualTo(Run.State.RUNNING);
        assertThat(run(cancelled).state()).isEqualTo(Run.State.CANCELLED);
    }

    @Test
    void whatWasCalledOffBeforeItHadANodeMadeNoAttempt() {
        RunView.Shape cancelled = new RunView.Shape(Optional.of(1), 0, true, true);
        Run run = run(cancelled, TestTasks.in("pending").waiting().desired("remove"));
        assertThat(run.state()).isEqualTo(Run.State.CANCELLED);
        assertThat(run.attempts()).isEmpty();
    }

    @Test
    void whatIsToldOnlyUntilItsManagerForgetsItIsNoAttemptEither() {
        RunView.Shape cancelled = new RunView.Shape(Optional.of(1), 0, true, true);
        assertThat(run(cancelled, TestTasks.in("shutdown").desired("remove")).attempts())
                .isEmpty();
    }

    @Test
    void oneThatALaterRevisionReplacedSaysSo() {
        RunView.Shape earlier = new RunView.Shape(Optional.of(1), 0, false, false);
        Run run = run(earlier, TestTasks.in("shutdown").desired("shutdown").code(143));
        assertThat(run.state()).isEqualTo(Run.State.CANCELLED);
        assertThat(run.reason()).isEqualTo("REPLACED");
    }

    @Test
    void onEachNodeItIsCompletedWhenAllThereIsATaskForSucceeded() {
        RunView.Shape each = new RunView.Shape(Optional.empty(), 0, false, true);
        assertThat(run(each, GOOD, AT_WORK.named("b")).state()).isEqualTo(Run.State.RUNNING);
        assertThat(run(each, GOOD, GOOD.named("b")).state()).isEqualTo(Run.State.COMPLETED);
        assertThat(run(each, GOOD, BAD.named("b")).state()).isEqualTo(Run.State.FAILED);
        assertThat(List.of(run(each).state())).containsExactly(Run.State.PENDING);
    }
}
