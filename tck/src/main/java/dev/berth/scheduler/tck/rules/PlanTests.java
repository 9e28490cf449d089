package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.Plan;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a plan says, and what comes of it. */
final class PlanTests {
    @RuleTest(Rule.APP_6)
    void aPlanChangesNothingAndSaysWhatExecutingItDoes(Trial trial) throws InterruptedException {
        ProbeSpec spec = trial.probe("web").replicas(2);
        WorkloadId id = trial.id("web");
        Plan creation = trial.scheduler().workloads().plan(Edit.apply(spec.build()));
        Expect.equal(Change.Action.CREATE, only(creation).action(), "what the plan says");
        Expect.that(
                trial.another().workloads().find(id).isEmpty(),
                "a plan is to change nothing, and the workload is there");
        trial.scheduler().workloads().execute(creation).orThrow();
        trial.stable(id);

        List<Instance> before = trial.instances(id);
        WorkloadSpec changed = spec.variable("COLOUR", "blue").build();
        Change change = only(trial.scheduler().workloads().plan(Edit.apply(changed)));
        Expect.equal(Change.Action.UPDATE, change.action(), "what the plan says");
        Expect.equal(Set.of(Change.Cause.SPEC), change.causes(), "why it says so");
        Expect.equal(before.size(), change.restarts(), "how many instances it says are replaced");
        Expect.that(
                change.diff().stream().anyMatch(field -> field.path().contains("COLOUR")),
                "the diff is to name the variable: " + change.diff());
        trial.scheduler().workloads().edit(Edit.apply(changed)).orThrow();
        trial.stable(id);
        Expect.that(
                trial.instances(id).stream()
                        .noneMatch(
                                now -> before.stream().anyMatch(old -> old.id().equals(now.id()))),
                "as many instances are to be replaced as the plan said");
        Change nothing = only(trial.scheduler().workloads().plan(Edit.apply(changed)));
        Expect.equal(Change.Action.UNCHANGED, nothing.action(), "the plan of what was just done");
        Expect.equal(change.rendering(), nothing.rendering(), "the native objects");
    }

    @RuleTest(Rule.APP_6)
    void aPruneRemovesWhatIsMeantAndNotAppliedAndThePlanSaysSo(Trial trial) throws InterruptedException {
        ProbeSpec kept = trial.probe("kept").label("team", "ships");
        trial.apply(
                kept,
                trial.probe("pruned").label("team", "ships"),
                trial.probe("other").label("team", "trains"));
        trial.stable(trial.id("other"));
        Plan plan = trial.scheduler()
                .workloads()
                .plan(
                        List.of(Edit.apply(kept.build())),
                        PlanOptions.DEFAULT.prune(trial.everything().withLabel("team", "ships")));
        Expect.equal(
                Map.of(trial.id("kept"), Change.Action.UNCHANGED, trial.id("pruned"), Change.Action.REMOVE),
                plan.changes().stream().collect(Collectors.toMap(Change::id, Change::action)),
                "what the plan says");
        trial.scheduler().workloads().execute(plan).orThrow();
        trial.gone(trial.id("pruned"));
        trial.stable(trial.id("kept"));
        trial.stable(trial.id("other"));
    }

    @RuleTest(Rule.APP_6)
    void executingAPlanWhoseBasisHasMovedIsAConflictThatChangesNothing(Trial trial) throws InterruptedException {
        ProbeSpec spec = trial.probe("web");
        WorkloadId id = trial.id("web");
        trial.run(spec);
        Plan stale = trial.scheduler()
                .workloads()
                .plan(Edit.apply(spec.variable("COLOUR", "blue").build()));
        ProbeSpec other = spec.variable("COLOUR", "red");
        trial.another().workloads().apply(other.build());
        Expect.failure(
                ErrorCode.CONFLICT,
                "executing a stale plan",
                () -> trial.scheduler().workloads().execute(stale).orThrow());
        Expect.equal(other.build(), trial.stable(id).spec(), "the spec after the conflict");
    }

    @RuleTest(Rule.UPD_3)
    void labelsCountAndPolicyRestartNothingAndThePlanSaysSo(Trial trial) throws InterruptedException {
        ProbeSpec spec = trial.probe("web").replicas(2);
        WorkloadId id = trial.id("web");
        long revision = trial.run(spec).revision();
        List<Instance> before = trial.instances(id);
        WorkloadSpec changed = spec.replicas(3)
                .label("team", "ships")
                .workload(builder -> builder.annotation("note", "changed"))
                .rollout(RolloutPolicy.builder().maximumUnavailable(Amount.of(1)))
                .build();
        Change change = only(trial.scheduler().workloads().plan(Edit.apply(changed)));
        Expect.equal(0, change.restarts(), "the restarts that the plan says");
        trial.scheduler().workloads().apply(changed);
        Expect.equal(revision, trial.stable(id).revision(), "the revision");
        Expect.that(trial.instances(id).containsAll(before), "the instances are to stay: " + trial.instances(id));
    }

    static Change only(Plan plan) {
        Expect.equal(1, plan.changes().size(), "the number of changes planned");
        return plan.changes().get(0);
    }
}
