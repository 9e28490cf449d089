package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.Plan;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a newer version of Berth leaves alone. */
final class UpgradeTests {
    @RuleTest(
            value = Rule.APP_9,
            needs = {"edit.scale", "logs", "logs.follow"},
            provokes = {Provocation.UPGRADE_BERTH, Provocation.RUN_INSIDE})
    void aNewerBerthThatRendersOtherwiseReplacesNothingByItself(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        ProbeSpec spec = trial.probe("web").replicas(2);
        trial.run(spec);
        List<Instance> before = trial.instances(id);
        Scheduler newer = trial.judged(trial.environment().upgrade().get().open());
        Expect.equal(
                Change.Action.UNCHANGED,
                EditTests.only(newer.workloads().apply(spec.build())).action(),
                "the answer to an equal spec");
        newer.workloads().scale(id, 3);
        trial.stable(id);
        Expect.that(trial.instances(id).containsAll(before), "a scale replaced instances: " + trial.instances(id));
        Set<Set<String>> variables = new HashSet<>();
        for (Instance instance : trial.instances(id)) {
            variables.add(trial.report(instance).environment().keySet());
        }
        Expect.equal(1, variables.size(), "in how many ways instances of one revision were made");
        newer.workloads().apply(spec.replicas(3).label("team", "ships").build());
        trial.stable(id);
        Expect.that(trial.instances(id).containsAll(before), "a label replaced instances: " + trial.instances(id));
    }

    @RuleTest(value = Rule.APP_9, provokes = Provocation.UPGRADE_BERTH)
    void askedForItRendersAnewAndThePlanSaysSo(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        ProbeSpec spec = trial.probe("web").replicas(2);
        trial.run(spec);
        List<Instance> before = trial.instances(id);
        Scheduler newer = trial.judged(trial.environment().upgrade().get().open());
        Plan plan = newer.workloads().plan(List.of(Edit.apply(spec.build())), PlanOptions.DEFAULT.refreshRendering());
        Change change = PlanTests.only(plan);
        Expect.that(change.causes().contains(Change.Cause.RENDERING), "the plan is to say why: " + change.causes());
        newer.workloads().execute(plan).orThrow();
        trial.stable(id);
        long stayed = trial.instances(id).stream()
                .filter(now -> before.stream().anyMatch(old -> old.id().equals(now.id())))
                .count();
        Expect.equal(2L - change.restarts(), stayed, "the number of instances that stayed, by what the plan said");
    }
}
