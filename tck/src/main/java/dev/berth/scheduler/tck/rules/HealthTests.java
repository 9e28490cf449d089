package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.tck.backend.NotProvokable;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.time.Duration;

/** Readiness and liveness. That only ready instances are endpoints is judged by the oracle all along. */
final class HealthTests {
    @RuleTest(value = Rule.HLT_1, needs = "health.readiness.command", provokes = Provocation.RUN_INSIDE)
    void anInstanceIsReadyOnlyOnceItsCommandPasses(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.apply(trial.probe("web").gated());
        Instance instance = running(trial, id);
        Expect.that(!instance.ready(), "an instance that never passed is not to be ready: " + instance);
        fence(trial);
        Expect.that(trial.view().ready(id).isEmpty(), "an instance became ready without passing");
        trial.tell(instance, "ready");
        trial.stable(id);
    }

    @RuleTest(
            value = Rule.HLT_1,
            needs = {"health.readiness.command", "health.readiness.lost"},
            provokes = Provocation.RUN_INSIDE)
    void anInstanceThatStopsPassingIsNoLongerReadyAndNotRestarted(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        trial.run(trial.probe("web").gated().does("ready"));
        Instance before = trial.instances(id).get(0);
        trial.tell(before, "unready");
        trial.await("it is no longer ready", view -> view.ready(id).isEmpty());
        trial.tell(before, "ready");
        trial.stable(id);
        Instance after = trial.instances(id).get(0);
        Expect.equal(before.id(), after.id(), "its id");
        Expect.equal(before.restarts(), after.restarts(), "its restarts");
    }

    @RuleTest(
            value = Rule.HLT_1,
            needs = {"health.readiness.http", "port.dynamic|port.fixed", "endpoints"},
            provokes = Provocation.RUN_INSIDE)
    void anHttpProbeMakesReadyAndOnlyThenThereIsAnEndpoint(Trial trial) throws InterruptedException {
        asked(trial, ProbeCheck.http("http", "/ready"), "serve:PORT_HTTP", "ready");
    }

    @RuleTest(
            value = Rule.HLT_1,
            needs = {"health.readiness.tcp", "port.dynamic|port.fixed", "endpoints"},
            provokes = Provocation.RUN_INSIDE)
    void aTcpProbeMakesReadyAndOnlyThenThereIsAnEndpoint(Trial trial) throws InterruptedException {
        asked(trial, ProbeCheck.tcp("http"), "print:silent", "serve:PORT_HTTP");
    }

    private static void asked(Trial trial, ProbeCheck check, String first, String then) throws InterruptedException {
        trial.backend().probe().silence().ifPresent(reason -> {
            throw new NotProvokable(reason);
        });
        WorkloadId id = trial.id("web");
        trial.apply(trial.probe("web")
                .does(first)
                .port(trial.port("http"))
                .readiness(ProbeSpec.question(check).build()));
        Instance instance = running(trial, id);
        fence(trial);
        Expect.that(trial.view().ready(id).isEmpty(), "an instance became ready without passing");
        Expect.that(trial.scheduler().workloads().endpoints(id).isEmpty(), "what isn't ready is no endpoint");
        trial.tell(instance, then);
        trial.stable(id);
        Expect.equal(1, trial.scheduler().workloads().endpoints(id).size(), "the number of endpoints");
    }

    @RuleTest(value = Rule.HLT_2, needs = "health.liveness.command", provokes = Provocation.RUN_INSIDE)
    void aFailingLivenessRestartsTheInstance(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        trial.run(trial.probe("web")
                .health(health -> health.liveness(ProbeSpec.liveCommand().build())));
        Instance before = trial.instances(id).get(0);
        trial.tell(before, "dead");
        trial.await(
                "it was started again",
                view -> view.ready(id).stream()
                        .anyMatch(one -> !one.id().equals(before.id()) || one.restarts() > before.restarts()));
        trial.stable(id);
    }

    @RuleTest(
            value = Rule.HLT_3,
            needs = {"health.readiness.command", "health.readiness.lost", "health.failure-threshold"},
            provokes = Provocation.RUN_INSIDE)
    void asManyFailuresInARowAsStatedMakeUnready(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        Duration interval = Duration.ofSeconds(1);
        trial.run(trial.probe("web")
                .does("ready")
                .readiness(ProbeSpec.readyCommand()
                        .interval(interval)
                        .failureThreshold(4)
                        .build()));
        long told = trial.backend().time().nanoTime();
        trial.tell(trial.instances(id).get(0), "unready");
        trial.await("it is no longer ready", view -> view.ready(id).isEmpty());
        atLeast(trial, interval.multipliedBy(3), told, "four failures in a row");
    }

    /** How often an instance that is only starting is asked is the backend's own affair: the answers are counted. */
    @RuleTest(
            value = Rule.HLT_3,
            needs = {"health.readiness.command", "health.success-threshold", "logs", "logs.follow"},
            provokes = Provocation.RUN_INSIDE)
    void asManySuccessesInARowAsStatedMakeReady(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web")
                .does("ready")
                .readiness(ProbeSpec.countedReadyCommand().successThreshold(3).build()));
        Instance instance = trial.instances(id).get(0);
        trial.tell(instance, "passed");
        String marker = "@probe passed ";
        String line = trial
                .logs(
                        LogTests.query(id).instance(instance.id()).following(),
                        lines -> lines.stream().anyMatch(one -> one.text().startsWith(marker)))
                .stream()
                .map(LogLine::text)
                .filter(text -> text.startsWith(marker))
                .findFirst()
                .orElseThrow();
        int passed = Integer.parseInt(line.substring(marker.length()));
        Expect.that(passed >= 3, "three successes make ready, and it passed " + passed + " times");
    }

    /** That a condition took at least so long: clocks of questions may be a little early, never a whole interval. */
    static void atLeast(Trial trial, Duration shortest, long startNanos, String what) {
        Duration took = Duration.ofNanos(trial.backend().time().nanoTime() - startNanos);
        Expect.that(
                took.compareTo(shortest.multipliedBy(9).dividedBy(10)) >= 0,
                what + " take at least " + shortest + ", and it took " + took);
    }

    static Instance running(Trial trial, WorkloadId id) throws InterruptedException {
        return trial.await(
                        id + " runs",
                        view -> view.workload(id)
                                        .filter(one -> one.status().running() == 1)
                                        .isPresent()
                                && view.instances(id).stream()
                                        .anyMatch(one -> one.startedAt().isPresent()))
                .instances(id)
                .get(0);
    }

    /** Something that takes longer than what must not happen would have taken: a whole workload's start. */
    static void fence(Trial trial) throws InterruptedException {
        Probe.Builder question = ProbeSpec.question(ProbeCheck.command("/bin/true"));
        if (trial.claims(Capabilities.HEALTH_SUCCESS_THRESHOLD)) {
            question.successThreshold(2);
        }
        trial.run(trial.probe("fence").readiness(question.build()));
        trial.scheduler().workloads().remove(trial.id("fence"));
        trial.gone(trial.id("fence"));
    }
}
