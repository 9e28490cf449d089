package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.Workloads;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.tck.backend.BackendUnderTest;
import dev.berth.scheduler.tck.backend.Client;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Clients and the ways to the backend. */
final class ConnectionTests {
    private static final int SEEDS = 10;
    private static final int CLIENTS = 10;

    /** Threads that a JVM, or what all clients share, starts when they are needed first. */
    private static final int OTHERS = CLIENTS / 2;

    @RuleTest(value = Rule.FLT_3, provokes = Provocation.DROP_CONNECTIONS)
    void applyingAgainConvergesAfterAnyMixOfFaultsAndOrphansNothing(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        Environment.Connections connections = trial.environment().connections().get();
        for (long seed = 0; seed < SEEDS; seed++) {
            ProbeSpec spec = trial.probe("web").replicas(1 + (int) seed % 2).variable("SEED", "" + seed);
            try {
                trial.judged(connections.faulty(seed)).workloads().apply(spec.build());
            } catch (SchedulerException e) {
                trial.note("seed " + seed + ": " + e);
            }
            Workload stable = trial.run(spec);
            Expect.equal(spec.build(), stable.spec(), "the spec after seed " + seed);
            Expect.equal(
                    List.of(id),
                    trial.scheduler().workloads().list(trial.everything()).stream()
                            .map(Workload::id)
                            .toList(),
                    "the workloads after seed " + seed);
        }
        trial.scheduler().workloads().remove(id);
        trial.gone(id);
    }

    @RuleTest(value = Rule.SEC_2, provokes = Provocation.UNPROVEN_SERVER)
    void aServerThatCanNotProveWhoItIsIsToldNothing(Trial trial) {
        WorkloadId id = trial.id("web");
        WorkloadSpec spec = trial.probe("web").build();
        try (Client client = trial.environment().unprovenServer().get().open()) {
            Workloads workloads = client.scheduler().workloads();
            Expect.failure(ErrorCode.UNAVAILABLE, "a read", () -> workloads.find(id));
            SchedulerException failure = Expect.failure(ErrorCode.UNAVAILABLE, "an edit", () -> workloads.apply(spec));
            Expect.equal(Effect.NONE, failure.effect(), "the effect of the edit");
        }
        Expect.equal(Optional.empty(), trial.scheduler().workloads().find(id), "what was made");
    }

    @RuleTest(value = Rule.CFG_2, alone = true)
    void severalClientsWorkBesideEachOtherAndLeaveNoThreadWhenTheyAreClosed(Trial trial)
            throws InterruptedException, ExecutionException {
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web"));
        // What they start belongs to the group of who opens them, so that nobody else's threads are counted.
        ThreadGroup threads = new ThreadGroup("clients");
        CompletableFuture.runAsync(
                        () -> openAndClose(trial.backend(), id), work -> new Thread(threads, work, "clients").start())
                .get();
        trial.await("the threads of " + CLIENTS + " clients have ended", view -> threads.activeCount() <= OTHERS);
        found(trial.another(), id);
    }

    private static void openAndClose(BackendUnderTest backend, WorkloadId id) {
        for (int i = 0; i < CLIENTS; i++) {
            try (Client first = backend.open();
                    Client second = backend.open()) {
                found(first.scheduler(), id);
                found(second.scheduler(), id);
            }
        }
    }

    private static void found(Scheduler scheduler, WorkloadId id) {
        Expect.present(scheduler.workloads().find(id), "what another client applied");
    }
}
