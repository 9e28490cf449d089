package dev.berth.scheduler.tck.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Trial;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the kit says of backends that do what they shouldn't. */
class CertificationTest {
    /** Stands for a test of the kit. */
    static final class Applies {
        @RuleTest(Rule.APP_1)
        void appliesSomething(Trial trial) {
            trial.apply(trial.probe("web"));
        }
    }

    static final class Provokes {
        @RuleTest(value = Rule.NOD_3, provokes = Provocation.LOSE_NODE)
        void losesANode(Trial trial) {
            trial.environment().nodeLoss().get();
        }
    }

    static final class Needs {
        @RuleTest(value = Rule.HLT_1, needs = "health.readiness.lost")
        void looksAtABehaviour(Trial trial) {}

        @RuleTest(value = Rule.LOG_1, needs = "logs")
        void asksForNothing(Trial trial) {}
    }

    static final class Hangs {
        @RuleTest(Rule.APP_1)
        void appliesSomethingAndHangs(Trial trial) throws InterruptedException {
            trial.apply(trial.probe("web"));
            new CountDownLatch(1).await();
        }
    }

    static final class Chosen {
        @RuleTest(value = Rule.LOG_1, needs = "no.such.thing")
        void aNeedsWhatIsNotClaimed(Trial trial) {}

        @RuleTest(value = Rule.LOG_1, alone = true)
        void bHasToBeAlone(Trial trial) {}

        @RuleTest(value = Rule.LOG_1, minutes = 9)
        void cTakesItsTime(Trial trial) {}

        @RuleTest(Rule.LOG_1)
        void dIsCheap(Trial trial) {}

        @RuleTest(value = Rule.HLT_1, needs = "no.such.thing")
        void eIsTheOnlyOneOfItsRule(Trial trial) {}
    }

    @Test
    void aFastOneRunsOfEachRuleTheCheapestTestThatTheBackendClaimsToPass() throws InterruptedException {
        assertThat(Certification.of(claimsAll(), List.of(Chosen.class))
                        .fast()
                        .run()
                        .results())
                .extracting(TestResult::test)
                .containsExactlyInAnyOrder("Chosen.dIsCheap", "Chosen.eIsTheOnlyOneOfItsRule");
    }

    private static TestResult run(FakeBackend backend, Class<?> tests) throws InterruptedException {
        return all(backend, tests).results().get(0);
    }

    private static CertificationResult all(FakeBackend backend, Class<?> tests) throws InterruptedException {
        return Certification.of(backend, List.of(tests)).run();
    }

    @Test
    void aFactoryThatThrowsFailsEveryTestWithItsReason() throws InterruptedException {
        TestResult result = run(
                new FakeBackend().onOpen(() -> {
                    throw new IllegalStateException("no cluster here");
                }),
                Applies.class);
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).contains("no cluster here");
    }

    @Test
    void aSchedulerThatHangsIsNamedByTheDeadlineWithItsThreads() throws InterruptedException {
        TestResult result = run(claimsAll().onEdit(CertificationTest::hang), Applies.class);
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).contains("appliesSomething has not ended");
        assertThat(String.join("\n", result.history())).contains("CertificationTest.hang");
    }

    @Test
    void whoeverIsInterruptedFindsThatItsTestsHaveCleanedUp() {
        Thread runner = Thread.currentThread();
        AtomicInteger closed = new AtomicInteger();
        FakeBackend backend = claimsAll().slow().onEdit(runner::interrupt).onClose(closed::incrementAndGet);
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> all(backend, Hangs.class));
        // One client described the backend; the others are the test's.
        assertThat(closed.get()).isGreaterThan(1);
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static FakeBackend claimsAll() {
        return new FakeBackend()
                .claiming(Capabilities.MODE_REPLICATED, Capabilities.ARTIFACT_PROCESS, Capabilities.RESTART_ALWAYS);
    }

    @Test
    void aRunOfNoTestsIsNotGood() throws InterruptedException {
        CertificationResult result = Certification.of(claimsAll(), List.of(Applies.class))
                .only(EnumSet.of(Rule.CRN_1))
                .run();
        assertThat(result.results()).isEmpty();
        assertThat(result.isGood()).isFalse();
    }

    @Test
    void whatIsNotClaimedAndRefusedExactlyIsRefused() throws InterruptedException {
        TestResult result = run(FakeBackend.refusing("mode.replicated", "artifact.process"), Applies.class);
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.reason()).isEqualTo("artifact.process, mode.replicated");
    }

    @Test
    void aRefusalThatLeavesSomethingOutFails() throws InterruptedException {
        TestResult result = run(FakeBackend.refusing("mode.replicated"), Applies.class);
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).contains("is to list [artifact.process, mode.replicated]");
    }

    @Test
    void aRefusalOfWhatIsClaimedFails() throws InterruptedException {
        FakeBackend lying =
                FakeBackend.refusing("mode.replicated", "artifact.process").claiming(Capabilities.MODE_REPLICATED);
        assertThat(run(lying, Applies.class).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void acceptingWhatIsNotClaimedFails() throws InterruptedException {
        TestResult result = run(new FakeBackend(), Applies.class);
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).contains("was accepted").contains("mode.replicated");
    }

    @Test
    void whatCanNotBeProvokedIsNotRunWithTheReason() throws InterruptedException {
        TestResult result = run(claimsAll(), Provokes.class);
        assertThat(result.outcome()).isEqualTo(Outcome.NOT_RUN);
        assertThat(result.reason()).contains("no way to lose a node");
    }

    @Test
    void aBehaviourThatIsNotClaimedIsNotRunAndAnythingElseHasToBeRefused() throws InterruptedException {
        List<TestResult> results = all(claimsAll(), Needs.class).results();
        assertThat(results).extracting(TestResult::outcome).containsExactly(Outcome.NOT_RUN, Outcome.FAILED);
        assertThat(results.get(1).reason()).contains("nothing was refused");
    }

    @Test
    void aBackendWithOneFailureIsNotGood() throws InterruptedException {
        assertThat(all(new FakeBackend(), Applies.class).isGood()).isFalse();
        assertThat(all(FakeBackend.refusing("mode.replicated", "artifact.process"), Applies.class)
                        .isGood())
                .isTrue();
    }
}
