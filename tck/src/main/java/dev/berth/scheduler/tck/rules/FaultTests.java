package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.ContractViolation;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A backend whose server dies. */
final class FaultTests {
    private static final int ROUNDS = 8;
    private static final Duration PER_CALL = Duration.ofSeconds(5);

    @RuleTest(value = Rule.FLT_1, provokes = Provocation.STOP_SERVER, alone = true)
    void withTheBackendGoneEveryCallEndsByItsDeadlineAndLeavesNoThread(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        trial.run(trial.probe("web"));
        Environment.Server server = trial.environment().server().get();
        Scheduler scheduler = trial.scheduler().within(PER_CALL);
        server.stop();
        int threads = 0;
        try {
            for (int i = 0; i < 10; i++) {
                unavailable(trial, "find", () -> scheduler.workloads().find(id));
                unavailable(trial, "list", () -> scheduler.workloads().list(trial.everything()));
                unavailable(trial, "instances", () -> scheduler.workloads().instances(trial.everything()));
                unavailable(trial, "nodes", () -> scheduler.nodes().list());
                unavailable(
                        trial,
                        "apply",
                        () -> scheduler
                                .workloads()
                                .apply(trial.probe("web")
                                        .variable("COLOUR", "blue")
                                        .build()));
                threads = i == 0 ? Thread.activeCount() : threads;
            }
            int after = Thread.activeCount();
            Expect.that(after <= threads + 2, "threads went from " + threads + " to " + after);
        } finally {
            server.start();
        }
        Expect.equal(1L, trial.stable(id).revision(), "the revision after the server is back");
    }

    private static void unavailable(Trial trial, String what, Runnable call) {
        long start = System.nanoTime();
        SchedulerException failure = Expect.anyFailure(what, call);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        // Whoever had no processor for all that time could not learn that nobody is there.
        if (failure.code() == ErrorCode.TIMEOUT && took.compareTo(PER_CALL) >= 0) {
            Expect.failure(ErrorCode.UNAVAILABLE, what, call);
        } else {
            Expect.equal(ErrorCode.UNAVAILABLE, failure.code(), "how " + what + " failed");
        }
        Duration limit = PER_CALL.plus(trial.deadlines().call());
        Expect.that(took.compareTo(limit) < 0, what + " took " + took);
    }

    /** The server dies a little later in each round. */
    @RuleTest(value = Rule.APP_5, provokes = Provocation.STOP_SERVER, alone = true)
    void anEditCutShortIsFinishedByTheNextOne(Trial trial) throws InterruptedException, ExecutionException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        long usual = usual(trial);
        for (int round = 0; round < ROUNDS; round++) {
            cutShort(
                    trial,
                    usual * round / ROUNDS,
                    trial.probe("web").replicas(2).variable("ROUND", "" + round).build());
            trial.run(trial.probe("web").replicas(2).variable("ROUND", round + " again"));
            Expect.equal(2, trial.instances(id).size(), "the number of instances");
        }
    }

    @RuleTest(value = Rule.FLT_2, provokes = Provocation.STOP_SERVER, alone = true)
    void anEditWhoseAnswerWasLostIsNotDoneTwice(Trial trial) throws InterruptedException, ExecutionException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        long usual = usual(trial);
        long generation = trial.run(trial.probe("web")).version().generation();
        for (int round = 0; round < ROUNDS; round++) {
            ProbeSpec spec = trial.probe("web").variable("ROUND", "" + round);
            cutShort(trial, usual * round / ROUNDS, spec.build());
            Workload after = trial.run(spec);
            Expect.that(
                    after.version().generation() <= generation + 1,
                    "one edit, sent twice, made the version go from " + generation + " to " + after.version());
            generation = after.version().generation();
        }
    }

    /** How long an edit takes here, in nanoseconds. */
    private static long usual(Trial trial) {
        trial.apply(trial.probe("web").variable("ROUND", "first"));
        long start = System.nanoTime();
        trial.apply(trial.probe("web").variable("ROUND", "second"));
        return System.nanoTime() - start;
    }

    private static void cutShort(Trial trial, long nanos, WorkloadSpec spec)
            throws InterruptedException, ExecutionException {
        Environment.Server server = trial.environment().server().get();
        Scheduler client = trial.another();
        CompletableFuture<Applied> edit =
                CompletableFuture.supplyAsync(() -> client.workloads().apply(spec));
        CompletableFuture<Void> stop = CompletableFuture.runAsync(
                server::stop, CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS));
        try {
            edit.get();
            trial.note("the edit was answered before the server died");
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof SchedulerException)) {
                throw new ContractViolation("FLT-2: an edit failed with what is no failure of the API", e);
            }
        }
        stop.get();
        server.start();
    }

    @RuleTest(
            value = Rule.UPD_6,
            needs = {"rollout.rolling", "rollout.surge"},
            provokes = Provocation.STOP_SERVER,
            alone = true)
    void aRolloutGoesOnAfterTheServerDied(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        ProbeSpec spec = trial.probe("web")
                .replicas(4)
                .rollout(
                        RolloutPolicy.builder().maximumUnavailable(Amount.of(0)).maximumSurge(Amount.of(1)));
        trial.run(spec);
        Environment.Server server = trial.environment().server().get();
        for (int round = 0; round < 3; round++) {
            long revision = EditTests.only(trial.apply(spec.variable("ROUND", "" + round)))
                    .revision();
            trial.await(
                    "the rollout has begun",
                    view -> view.instances(id).stream().anyMatch(one -> one.revision() == revision));
            server.stop();
            server.start();
            trial.stable(id);
            Expect.that(
                    trial.instances(id).stream().allMatch(one -> one.revision() == revision),
                    "all are to be of revision " + revision + ": " + trial.instances(id));
        }
    }
}
