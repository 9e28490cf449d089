package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.util.List;

/** What edits answer, and what they leave alone. */
final class EditTests {
    @RuleTest(Rule.APP_1)
    void anEditAnswersWhatItDidWithVersionAndRevision(Trial trial) throws InterruptedException {
        ProbeSpec first = trial.probe("web");
        Applied.Item created = only(trial.apply(first));
        Expect.equal(Change.Action.CREATE, created.action(), "the answer to a first apply");
        Expect.equal(1L, created.revision(), "the first revision");
        Version version = Expect.present(created.version(), "the version created");
        Expect.equal(version, trial.stable(trial.id("web")).version(), "the version observed");

        Applied.Item updated = only(trial.apply(first.variable("COLOUR", "blue")));
        Expect.equal(Change.Action.UPDATE, updated.action(), "the answer to a changed apply");
        Expect.equal(2L, updated.revision(), "the second revision");
        Expect.equal(
                version.incarnation(),
                Expect.present(updated.version(), "the version updated").incarnation(),
                "its life");
        Expect.that(
                updated.version().get().generation() > version.generation(),
                "a later edit is to have a higher version");
        trial.stable(trial.id("web"));
    }

    @RuleTest(Rule.APP_2)
    void anEqualSpecIsUnchangedFromWhicheverClientAndTouchesNoInstance(Trial trial) throws InterruptedException {
        ProbeSpec spec = trial.probe("web").replicas(2);
        WorkloadId id = trial.id("web");
        Version version = trial.run(spec).version();
        List<Instance> before = trial.instances(id);
        for (int i = 0; i < 5; i++) {
            Applied.Item again = only(trial.another().workloads().apply(spec.build()));
            Expect.equal(Change.Action.UNCHANGED, again.action(), "the answer to an equal apply");
            Expect.equal(version, Expect.present(again.version(), "its version"), "the version of an equal apply");
        }
        Expect.that(
                trial.scheduler().workloads().plan(Edit.apply(spec.build())).isEmpty(),
                "a plan of an equal spec is to be empty");
        Expect.equal(before, trial.stable(id).id().equals(id) ? trial.instances(id) : List.of(), "the instances");
    }

    @RuleTest(Rule.APP_3)
    void aStaleExpectedVersionIsAConflictThatChangesNothing(Trial trial) throws InterruptedException {
        ProbeSpec spec = trial.probe("web");
        WorkloadId id = trial.id("web");
        Version old = trial.run(spec).version();
        Workload now = trial.run(spec.variable("COLOUR", "blue"));
        WorkloadSpec wanted = spec.variable("COLOUR", "red").build();
        Expect.failure(
                ErrorCode.CONFLICT,
                "an apply that expects " + old,
                () -> trial.scheduler()
                        .workloads()
                        .edit(List.of(Edit.apply(wanted)), PlanOptions.DEFAULT.expect(id, old))
                        .orThrow());
        Expect.equal(now.version(), trial.stable(id).version(), "the version after a conflict");
        trial.scheduler()
                .workloads()
                .edit(List.of(Edit.apply(wanted)), PlanOptions.DEFAULT.expect(id, now.version()))
                .orThrow();
        trial.stable(id);
    }

    @RuleTest(Rule.APP_4)
    void getReturnsTheVerySpecWithThePresentCountToAnotherClient(Trial trial) throws InterruptedException {
        ProbeSpec spec = trial.probe("web").label("team", "ships").variable("TEXT", "a 'b' \"c\" $d\n\u00e4");
        WorkloadId id = trial.id("web");
        trial.run(spec);
        Workload found = Expect.present(trial.another().workloads().find(id), "the workload");
        Expect.equal(spec.build(), found.spec(), "the spec");
        trial.scheduler().workloads().scale(id, 2);
        trial.stable(id);
        found = Expect.present(trial.another().workloads().find(id), "the workload");
        Expect.equal(spec.replicas(2).build(), found.spec(), "the spec after scaling");
    }

    static Applied.Item only(Applied applied) {
        Expect.equal(1, applied.items().size(), "the number of answers");
        return applied.items().get(0);
    }
}
