package dev.berth.scheduler.swarm;

import static dev.berth.scheduler.swarm.Rendering.ID;
import static dev.berth.scheduler.swarm.Rendering.OWNER;
import static dev.berth.scheduler.swarm.Rendering.TRANSLATOR;
import static dev.berth.scheduler.swarm.TestSwarm.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.RunInput;
import dev.berth.scheduler.spi.RunStart;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import dev.berth.scheduler.swarm.status.TestTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs of a CRON: each tick once, whatever is cut off, and none that stays for ever. */
class SwarmTicksTest {
    private static final WorkloadSpec CRON = TestSwarm.cron().build();
    private static final Instant TICK = TestTasks.NOON;

    private final TestSwarm test = new TestSwarm();

    @BeforeEach
    void apply() {
        test.control();
        test.apply(CRON);
    }

    @AfterEach
    void close() {
        test.close();
    }

    private static RunId id(Instant tick) {
        return new RunId(ID, "t" + tick.getEpochSecond());
    }

    private RunStart tick(Instant tick) {
        ServiceObject own = test.manager.service(TestSwarm.web());
        String life = own.labels().getOrDefault(SwarmLabels.INCARNATION, "");
        long revision = SwarmLabels.revision(own.labels());
        List<NativeObject> objects = TRANSLATOR.renderRun(RunInput.of(
                id(tick),
                CRON,
                new Version(life, revision),
                revision,
                tick,
                List.of(new NativeObject(
                        SwarmTranslator.SERVICE, own.name(), own.spec().toString())),
                OWNER));
        return new RunStart(id(tick), life, revision, tick, Run.State.PENDING, "", "", objects);
    }

    private static RunStart written(RunStart run, Run.State outcome, String reason, String message) {
        return new RunStart(
                run.id(), run.incarnation(), run.revision(), run.tick(), outcome, reason, message, List.of());
    }

    private boolean start(RunStart run) {
        return test.backend.start(run, call());
    }

    private List<Run> runs() {
        return test.scheduler.workloads().runs(ID);
    }

    private Run only() {
        assertThat(runs()).hasSize(1);
        return runs().get(0);
    }

    private List<String> services() {
        return test.manager.services.all().stream()
                .map(ServiceObject::name)
                .filter(name -> !name.equals(TestSwarm.web()))
                .toList();
    }

    private static String service(Instant tick) {
        return SwarmNames.run(OWNER, id(tick));
    }

    private static void assertFails(ThrowingCallable request) {
        assertThatThrownBy(request).isInstanceOf(SchedulerException.class);
    }

    @Test
    void aTickIsFiredOnce() {
        RunStart run = tick(TICK);
        assertThat(start(run)).isTrue();
        assertThat(start(run)).isFalse();
        assertThat(services()).containsExactly(service(TICK));
        assertThat(only().state()).isEqualTo(Run.State.PENDING);
        assertThat(only().scheduledAt()).contains(TICK);
    }

    @Test
    void aTickCostsFourRequests() {
        RunStart run = tick(TICK);
        test.client.requests();
        start(run);
        assertThat(test.client.requests())
                .containsExactly("services", "configs", "createService", "createConfig", "service");
    }

    @Test
    void ofTwoControllersOneFiresATick() {
        RunStart run = tick(TICK);
        test.client.next(
                "createService", Fault.after(() -> assertThat(start(run)).isTrue()));
        assertThat(start(run)).isFalse();
        assertThat(services()).hasSize(1);
        assertThat(runs()).hasSize(1);
    }

    @Test
    void aRunThatCouldNotBeMadeIsNotListedAndItsTickIsFiredAgain() {
        RunStart run = tick(TICK);
        test.client.next("createService", Fault.noLeader());
        assertFails(() -> start(run));
        assertThat(runs()).isEmpty();
        assertThat(start(run)).isTrue();
        assertThat(only().state()).isEqualTo(Run.State.PENDING);
    }

    @Test
    void aRunWhoseMakingWasNotAnsweredIsListedAndFinishedByTheSameTick() {
        RunStart run = tick(TICK);
        test.client.next("createService", Fault.answerLost());
        assertFails(() -> start(run));
        assertThat(only().state()).isEqualTo(Run.State.PENDING);
        assertThat(start(run)).isTrue();
        assertThat(start(run)).isFalse();
        assertThat(services()).hasSize(1);
    }

    @Test
    void aTickBeforeTheLastOneIsNotFiredWhenTheClockWasSetBack() {
        start(tick(TICK));
        assertThat(start(tick(TICK.minus(Duration.ofHours(1))))).isFalse();
        assertThat(services()).containsExactly(service(TICK));
        assertThat(start(tick(TICK.plus(Duration.ofHours(1))))).isTrue();
    }

    @Test
    void aTickIsNotFiredAgainBecauseItsServiceWasRemoved() {
        RunStart run = tick(TICK);
        start(run);
        test.manager.remove(test.manager.service(service(TICK)));
        assertThat(start(run)).isFalse();
        assertThat(services()).isEmpty();
    }

    @Test
    void theTicksOfARemovedLifeDoNotBindTheNext() {
        start(tick(TICK));
        ServiceObject left = test.manager.service(service(TICK));
        test.scheduler.workloads().remove(ID);
        test.apply(CRON);
        test.manager.write(left.id(), left.name(), left.spec());
        assertThat(start(tick(TICK.minus(Duration.ofHours(1))))).isTrue();
    }

    @Test
    void aRunOfAnotherLifeIsRefused() {
        RunStart run = tick(TICK);
        test.scheduler.workloads().remove(ID);
        assertThatThrownBy(() -> start(run)).isInstanceOf(ConflictException.class);
        test.apply(CRON);
        assertThatThrownBy(() -> start(run)).isInstanceOf(ConflictException.class);
        assertThat(services()).isEmpty();
    }

    @Test
    void aTickThatWasMissedIsWrittenDownWithItsReasonAndRunsNothing() {
        RunStart missed = written(tick(TICK), Run.State.MISSED, "MISSED", "it was late, ü");
        assertThat(start(missed)).isTrue();
        assertThat(start(missed)).isFalse();
        assertThat(start(tick(TICK))).isFalse();
        assertThat(services()).isEmpty();
        assertThat(only().state()).isEqualTo(Run.State.MISSED);
        assertThat(only().reason()).isEqualTo("MISSED");
        assertThat(only().message()).isEqualTo("it was late, ü");
    }

    @Test
    void aRunIsCancelledForGoodThoughItsServiceChangesMeanwhile() {
        start(tick(TICK));
        test.client.next("updateService", Fault.after(() -> test.manager.rollout(service(TICK), "updating")));
        test.backend.cancel(id(TICK), call());
        assertThat(test.manager.service(service(TICK)).desiredTasks()).isZero();
        assertThat(only().state()).isEqualTo(Run.State.CANCELLED);
        test.client.requests();
        test.backend.cancel(id(TICK), call());
        assertThat(test.client.requests()).doesNotContain("updateService", "labelConfig");
    }

    @Test
    void aRunThatIsCancelledWhileItIsMadeIsCancelled() {
        RunStart run = tick(TICK);
        test.client.next("createConfig", Fault.after(() -> test.backend.cancel(run.id(), call())));
        start(run);
        assertThat(only().state()).isEqualTo(Run.State.CANCELLED);
        assertThat(test.manager.service(service(TICK)).desiredTasks()).isZero();
    }

    @Test
    void cancellingWhatIsNotThereIsNoFailure() {
        test.backend.cancel(id(TICK), call());
        assertThat(runs()).isEmpty();
    }

    @Test
    void aRunKeepsHowItEnded() {
        start(tick(TICK));
        test.manager.task(service(TICK), TestTasks.in("complete").named("end").desired("shutdown"));
        assertThat(only().state()).isEqualTo(Run.State.COMPLETED);
        assertThat(only().attempts()).hasSize(1);
    }

    @Test
    void aRunWhoseServiceWasRemovedKeepsItsEntryAndIsNoSuccess() {
        start(tick(TICK));
        test.manager.task(service(TICK), TestTasks.in("running").named("one"));
        test.manager.remove(test.manager.service(service(TICK)));
        assertThat(only().state()).isEqualTo(Run.State.RUNNING);
        test.manager.forgetTasks();
        assertThat(only().state()).isEqualTo(Run.State.FAILED);
        assertThat(only().reason()).isEqualTo("UNOBSERVED_END");
        assertThat(only().succeeded()).isZero();
    }

    @Test
    void aRunThatIsMadeWhileItsCronIsListedIsNotToldToHaveEnded() {
        RunStart run = tick(TICK);
        SwarmView view =
                new SwarmView(test.client, test.reader, new SwarmLeases(test.swarm, OWNER, test.clock), Selector.all());
        test.client.next("configs", Fault.after(() -> assertThat(start(run)).isTrue()));
        view.refresh(call());
        assertThat(view.workloads())
                .flatExtracting(SwarmRuns::of)
                .singleElement()
                .matches(one -> one.state() == Run.State.PENDING);
    }

    @Test
    void anEndThatNobodySawIsNoSuccess() {
        start(tick(TICK));
        test.manager.task(service(TICK), TestTasks.in("orphaned").named("lost").withoutCode());
        assertThat(only().state()).isEqualTo(Run.State.FAILED);
        assertThat(only().succeeded()).isZero();
    }

    @Test
    void aRunThatIsForgottenLeavesNothing() {
        int before = test.manager.configs.all().size();
        start(tick(TICK));
        test.client.next("removeService", Fault.noLeader());
        assertFails(() -> test.backend.forget(id(TICK), call()));
        assertThat(runs()).hasSize(1);
        test.backend.forget(id(TICK), call());
        test.backend.forget(id(TICK), call());
        assertThat(runs()).isEmpty();
        assertThat(services()).isEmpty();
        assertThat(test.manager.configs.all()).hasSize(before);
    }

    @Test
    void whatAnEntrySaysThatIsNoOutcomeIsUnknown() {
        start(written(tick(TICK), Run.State.SKIPPED, "OVERLAP", "another goes on"));
        String entry = SwarmNames.entry(OWNER, id(TICK));
        test.manager.label(entry, "dev.berth.outcome", "POSTPONED");
        test.manager.label(entry, SwarmLabels.TICK, "soon");
        assertThat(only().state()).isEqualTo(Run.State.UNKNOWN);
    }

    @Test
    void anotherRevisionLeavesTheFilesThatRunsUseUntilTheyAreForgotten() {
        test.apply(withFile("one"));
        start(tick(TICK));
        test.apply(withFile("two"));
        assertThat(contents()).containsExactly("one", "two");
        test.backend.forget(id(TICK), call());
        test.apply(withFile("three"));
        assertThat(contents()).containsExactly("three");
    }

    private static WorkloadSpec withFile(String content) {
        return Rendering.spec(Rendering.task().file(new TaskFile.Config("/etc/settings", content, 0444)))
                .mode(CRON.mode())
                .build();
    }

    private List<String> contents() {
        return test.manager.configs.all().stream()
                .filter(config -> SwarmLabels.FILE.equals(config.labels().get(SwarmLabels.KIND)))
                .map(ConfigObject::data)
                .toList();
    }

    @Test
    void removingTheCronTakesItsRunsAlongAfterIt() {
        start(tick(TICK));
        test.client.requests();
        test.scheduler.workloads().remove(ID);
        assertThat(services()).isEmpty();
        assertThat(runs()).isEmpty();
        assertThat(test.manager.configs.all())
                .extracting(config -> config.labels().get(SwarmLabels.KIND))
                .doesNotContain(SwarmLabels.RUN_ENTRY);
    }

    @Test
    void aRunThatBeginsWhileItsCronIsRemovedIsRemovedToo() {
        RunStart late = tick(TICK);
        test.client.next("removeService", Fault.after(() -> start(late)));
        test.scheduler.workloads().remove(ID);
        assertNothingIsLeft();
    }

    @Test
    void aRunThatFindsItsCronRemovedIsTakenBack() {
        RunStart late = tick(TICK);
        test.client.next(
                "createService", Fault.after(() -> test.scheduler.workloads().remove(ID)));
        assertThatThrownBy(() -> start(late)).isInstanceOf(ConflictException.class);
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() {
        assertThat(test.manager.services.all()).isEmpty();
        assertThat(test.manager.configs.all())
                .extracting(config -> config.labels().get(SwarmLabels.KIND))
                .containsOnly(SwarmLabels.RECORD, SwarmLabels.LEASE);
    }
}
