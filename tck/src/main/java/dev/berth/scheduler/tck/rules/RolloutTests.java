package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Revision;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import dev.berth.scheduler.tck.trial.View;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** New versions. Limits are judged by the oracle all along; the tests hold rollouts where they would show. */
final class RolloutTests {
    @RuleTest(
            value = Rule.UPD_1,
            needs = {"rollout.rolling", "rollout.surge", "health.readiness.command"},
            provokes = Provocation.RUN_INSIDE)
    void aRolloutWaitsForItsNewInstancesWithinItsLimits(Trial trial) throws InterruptedException {
        hold(trial, RolloutPolicy.builder().maximumUnavailable(Amount.of(0)).maximumSurge(Amount.of(1)), 4, 1);
    }

    @RuleTest(
            value = Rule.UPD_1,
            needs = {"rollout.rolling", "health.readiness.command"},
            provokes = Provocation.RUN_INSIDE)
    void aRolloutWithoutSurgeReplacesAsManyAsMayBeMissing(Trial trial) throws InterruptedException {
        hold(trial, RolloutPolicy.builder().maximumUnavailable(Amount.of(2)).maximumSurge(Amount.of(0)), 2, 2);
    }

    /** Each step of the rollout stands until the test lets it go on. */
    private static void hold(Trial trial, RolloutPolicy.Builder policy, int leastReady, int atOnce)
            throws InterruptedException {
        WorkloadId id = trial.id("web");
        ProbeSpec spec = trial.probe("web").replicas(4).gated().rollout(policy);
        trial.run(spec.does("ready"));
        long revision = EditTests.only(trial.apply(spec)).revision();
        Set<InstanceId> told = new HashSet<>();
        while (told.size() < 4) {
            View view = letNextGetReady(trial, id, one -> one.revision() == revision, told);
            Expect.that(view.ready(id).size() >= leastReady, "too few are ready: " + view.ready(id));
            long unready = view.instances(id).stream()
                    .filter(one -> one.revision() == revision && !one.ready())
                    .count();
            Expect.that(unready <= atOnce, "more than " + atOnce + " are replaced at once: " + view.instances(id));
        }
        trial.stable(id);
    }

    /** Answers what was seen before that one was told. */
    static View letNextGetReady(Trial trial, WorkloadId id, Predicate<Instance> which, Set<InstanceId> told)
            throws InterruptedException {
        View view = trial.await(
                "a new instance runs and isn't ready",
                now -> untold(now, id, which, told).isPresent());
        InstanceId next = untold(view, id, which, told).orElseThrow().id();
        told.add(next);
        trial.tell(view.instance(next).orElseThrow(), "ready");
        trial.await(
                next + " is ready",
                now -> now.instance(next).filter(Instance::ready).isPresent());
        return view;
    }

    private static Optional<Instance> untold(
            View view, WorkloadId id, Predicate<Instance> which, Set<InstanceId> told) {
        return view.instances(id).stream()
                .filter(which)
                .filter(one -> !told.contains(one.id()) && one.startedAt().isPresent())
                .findFirst();
    }

    @RuleTest(
            value = Rule.UPD_2,
            needs = {"rollout.rolling", "rollout.surge", "health.readiness.command"},
            provokes = Provocation.RUN_INSIDE)
    void aVersionThatNeverGetsReadyLeavesTheOldOneServing(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        ProbeSpec spec = trial.probe("web")
                .replicas(3)
                .gated()
                .rollout(
                        RolloutPolicy.builder().maximumUnavailable(Amount.of(1)).maximumSurge(Amount.of(1)));
        trial.run(spec.does("ready"));
        long revision = EditTests.only(trial.apply(spec)).revision();
        trial.await(
                "new instances run",
                view -> view.instances(id).stream()
                        .anyMatch(one ->
                                one.revision() == revision && one.startedAt().isPresent()));
        HealthTests.fence(trial);
        long serving = trial.view().ready(id).stream()
                .filter(one -> one.revision() < revision)
                .count();
        Expect.that(serving >= 2, "two of the old version are to serve, not " + serving);
        trial.run(spec.does("ready"));
    }

    @RuleTest(
            value = Rule.UPD_1,
            needs = {"rollout.rolling", "rollout.minimum-ready-time"})
    void anInstanceCountsOnlyOnceItHasBeenReadyForSoLong(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        Duration shortest = Duration.ofSeconds(3);
        ProbeSpec spec = trial.probe("web")
                .replicas(2)
                .rollout(RolloutPolicy.builder()
                        .maximumUnavailable(Amount.of(1))
                        .maximumSurge(Amount.of(0))
                        .minimumReadyTime(shortest));
        trial.run(spec);
        long begun = trial.backend().time().nanoTime();
        long revision =
                EditTests.only(trial.apply(spec.variable("COLOUR", "blue"))).revision();
        trial.await(
                "the second one is replaced, too",
                view -> view.instances(id).stream()
                                .filter(one -> one.revision() == revision)
                                .count()
                        == 2);
        HealthTests.atLeast(trial, shortest, begun, "the first one");
        trial.stable(id);
    }

    @RuleTest(
            value = Rule.UPD_1,
            needs = {"rollout.rolling", "edit.restart"})
    void aRestartReplacesEveryInstanceByANewRevisionOfTheSameSpec(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        ProbeSpec spec = trial.probe("web").replicas(3);
        Workload before = trial.run(spec);
        Set<InstanceId> old = new HashSet<>();
        trial.instances(id).forEach(one -> old.add(one.id()));
        trial.scheduler().workloads().edit(Edit.restart(id)).orThrow();
        Workload after = trial.stable(id);
        Expect.that(after.revision() > before.revision(), "a restart is to be a new revision");
        Expect.equal(spec.build(), after.spec(), "the spec after a restart");
        Expect.that(
                trial.instances(id).stream().noneMatch(one -> old.contains(one.id())),
                "every instance is to be replaced: " + trial.instances(id));
    }

    @RuleTest(value = Rule.UPD_1, needs = "rollout.all-at-once")
    void allAtOnceStopsEveryOldInstanceBeforeTheFirstNewOne(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        ProbeSpec spec = trial.probe("web").replicas(3).workload(builder -> builder.rollout(RolloutPolicy.allAtOnce()));
        long old = trial.run(spec).revision();
        trial.apply(spec.variable("COLOUR", "blue"));
        View view = trial.await(
                "a new instance is placed",
                now -> now.all(id).stream().anyMatch(one -> one.revision() > old && hasStarted(one)));
        Expect.that(
                view.instances(id).stream().noneMatch(one -> one.revision() == old && one.ready()),
                "an old instance is ready beside a new one: " + view.all(id));
        trial.stable(id);
    }

    /** Not every backend tells since when an instance runs. */
    private static boolean hasStarted(Instance instance) {
        return instance.startedAt().isPresent() || instance.state() == InstanceState.RUNNING;
    }

    @RuleTest(value = Rule.HIS_1, needs = "history")
    void theLastTenRevisionsAreListedInOrderWithTheirSpecs(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        ProbeSpec spec = trial.probe("web").replicas(0);
        for (int i = 1; i <= 13; i++) {
            trial.apply(spec.variable("NUMBER", "" + i));
        }
        trial.stable(id);
        List<Revision> revisions = trial.another().workloads().revisions(id);
        Expect.that(revisions.size() >= 10, "ten revisions are to be kept, not " + revisions.size());
        for (int i = 0; i < 10; i++) {
            int number = 13 - i;
            Expect.equal((long) number, revisions.get(i).number(), "revision " + i + " from the newest");
            Expect.equal(
                    spec.variable("NUMBER", "" + number).build(),
                    revisions.get(i).spec(),
                    "the spec of revision " + number);
        }
    }

    @RuleTest(
            value = Rule.HIS_1,
            needs = {"history", "edit.rollback"})
    void rollingBackMakesANewRevisionOfTheOldSpecAndKeepsTheCount(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        ProbeSpec first = trial.probe("web").variable("COLOUR", "red").variable("ONLY", "first");
        long old = trial.run(first).revision();
        trial.run(trial.probe("web").replicas(2).variable("COLOUR", "blue"));
        trial.scheduler().workloads().rollback(id, old);
        Workload back = trial.stable(id);
        WorkloadSpec wanted = first.replicas(2).build();
        Expect.equal(wanted, back.spec(), "the spec after rolling back");
        Expect.equal(3L, back.revision(), "the revision after rolling back");
        Expect.equal(2, trial.instances(id).size(), "the count after rolling back");
    }
}
