package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several clients at once. */
final class RaceTests {
    private static final int WRITERS = 4;
    private static final int ROUNDS = 5;

    @RuleTest(Rule.APP_3)
    void racingWritersConvergeToTheHighestClaimWholeAndWithoutDuplicates(Trial trial)
            throws InterruptedException, ExecutionException {
        WorkloadId id = trial.id("web");
        updates(trial);
        trial.disturb(id);
        Map<Version, WorkloadSpec> accepted = new ConcurrentHashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                race(trial, round, pool, accepted);
            }
        } finally {
            pool.shutdownNow();
        }
        Workload last = trial.await(
                        "the highest claim is stable",
                        view -> view.workload(id)
                                .filter(found -> found.version().generation() == highest(accepted.keySet())
                                        && found.status().observed().equals(found.version())
                                        && found.status().ready()
                                                == found.status().desired())
                                .isPresent())
                .workload(id)
                .orElseThrow();
        Expect.equal(accepted.getOrDefault(last.version(), last.spec()), last.spec(), "the spec of the highest claim");
        trial.stable(id);
    }

    /** What is refused to every update is refused here, where nobody races. */
    private static void updates(Trial trial) throws InterruptedException {
        trial.run(trial.probe("before"));
        trial.apply(trial.probe("before").variable("WRITER", "alone"));
        trial.stable(trial.id("before"));
    }

    private static void race(Trial trial, int round, ExecutorService pool, Map<Version, WorkloadSpec> accepted)
            throws InterruptedException, ExecutionException {
        CyclicBarrier start = new CyclicBarrier(WRITERS);
        List<Future<Applied.Item>> writers = new ArrayList<>();
        List<WorkloadSpec> specs = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            Scheduler client = trial.another();
            WorkloadSpec spec = trial.probe("web")
                    .replicas(1 + writer % 2)
                    .variable("WRITER", round + "-" + writer)
                    .build();
            specs.add(spec);
            writers.add(pool.submit(() -> {
                start.await();
                return EditTests.only(client.workloads().apply(spec));
            }));
        }
        Set<Version> versions = new HashSet<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            Applied.Item item = writers.get(writer).get();
            Version version = Expect.present(item.version(), "the version of an accepted edit");
            Expect.that(item.action() != Change.Action.UNCHANGED, "each writer's spec is another one");
            Expect.that(versions.add(version), "two writers were both given version " + version);
            accepted.put(version, specs.get(writer));
        }
    }

    private static long highest(Set<Version> versions) {
        return versions.stream().mapToLong(Version::generation).max().orElse(0);
    }
}
