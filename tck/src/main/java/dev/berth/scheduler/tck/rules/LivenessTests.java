package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.tck.backend.NotProvokable;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import dev.berth.scheduler.tck.trial.View;
import java.time.Duration;

/** Liveness by each kind of question, and the grace at the start. */
final class LivenessTests {
    private static void needsAnswers(Trial trial) {
        trial.backend().probe().silence().ifPresent(reason -> {
            throw new NotProvokable(reason);
        });
    }

    private static boolean isAnother(View view, WorkloadId id, Instance before) {
        return view.all(id).stream()
                .anyMatch(one -> !one.id().equals(before.id()) || one.restarts() > before.restarts());
    }

    @RuleTest(
            value = Rule.HLT_2,
            needs = {"health.liveness.http", "port.dynamic|port.fixed"},
            provokes = Provocation.RUN_INSIDE)
    void aFailingLivenessOverHttpRestartsTheInstance(Trial trial) throws InterruptedException {
        needsAnswers(trial);
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        ProbeCheck live = ProbeCheck.http("http", "/live");
        trial.run(trial.probe("web")
                .does("serve:PORT_HTTP")
                .port(trial.port("http"))
                .health(health -> health.liveness(
                                ProbeSpec.question(live).failureThreshold(2).build())
                        .startupGrace(Duration.ofSeconds(2))));
        Instance before = trial.instances(id).get(0);
        HealthTests.fence(trial);
        Expect.that(
                !isAnother(trial.view(), id, before),
                "what lives was started again: " + trial.view().all(id));
        trial.tell(before, "dead");
        trial.await("it was started again", view -> isAnother(view, id, before));
    }

    @RuleTest(
            value = Rule.HLT_2,
            needs = {"health.liveness.tcp", "port.dynamic|port.fixed"})
    void aFailingLivenessOverTcpRestartsTheInstance(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("silent");
        trial.disturb(id);
        trial.apply(trial.probe("silent")
                .does("print:silent")
                .port(trial.port("tcp"))
                .health(health -> health.liveness(
                        ProbeSpec.question(ProbeCheck.tcp("tcp")).build())));
        startedAgain(trial, id);
    }

    /** Waits for what only grows: that it ran in between may be over before it is told. */
    private static void startedAgain(Trial trial, WorkloadId id) throws InterruptedException {
        trial.await(
                "it was started again",
                view -> !view.ended(id).isEmpty() || view.all(id).stream().anyMatch(one -> one.restarts() > 0));
    }

    @RuleTest(
            value = Rule.HLT_3,
            needs = {"health.liveness.command", "health.startup-grace"})
    void failuresWithinTheGraceHaveNoConsequence(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        Duration grace = Duration.ofSeconds(5);
        long begun = trial.backend().time().nanoTime();
        trial.apply(trial.probe("web")
                .does("dead")
                .health(health -> health.startupGrace(grace)
                        .liveness(ProbeSpec.liveCommand().build())));
        startedAgain(trial, id);
        HealthTests.atLeast(trial, grace, begun, "the grace");
    }

    /** The probe knows no certificates: all it can show is that it isn't taken for a server that does. */
    @RuleTest(
            value = Rule.HLT_1,
            needs = {"health.readiness.http", "health.https", "port.dynamic|port.fixed"})
    void aServerWithoutEncryptionDoesNotPassAQuestionOverHttps(Trial trial) throws InterruptedException {
        needsAnswers(trial);
        WorkloadId id = trial.id("web");
        ProbeSpec spec = trial.probe("web").does("ready", "serve:PORT_HTTP").port(trial.port("http"));
        trial.apply(spec.readiness(ProbeSpec.question(new ProbeCheck.Http("http", "/ready", ProbeCheck.Scheme.HTTPS))
                .build()));
        HealthTests.running(trial, id);
        HealthTests.fence(trial);
        Expect.that(trial.view().ready(id).isEmpty(), "a server without encryption passed a question over HTTPS");
        trial.run(spec.readiness(
                ProbeSpec.question(ProbeCheck.http("http", "/ready")).build()));
    }
}
