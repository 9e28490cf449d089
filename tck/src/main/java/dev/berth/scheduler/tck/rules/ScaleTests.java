package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.util.List;

/** What scaling keeps. */
final class ScaleTests {
    @RuleTest(value = Rule.SCL_1, needs = "edit.scale")
    void scalingUpAndDownKeepsTheSurvivors(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web").replicas(2));
        List<Instance> two = trial.instances(id);
        trial.scheduler().workloads().scale(id, 4);
        trial.stable(id);
        List<Instance> four = trial.instances(id);
        Expect.that(four.containsAll(two), "the two first instances are to stay as they are: " + four);
        trial.scheduler().workloads().scale(id, 1);
        trial.stable(id);
        Expect.that(four.containsAll(trial.instances(id)), "who stays is to stay as it was: " + trial.instances(id));
    }

    @RuleTest(value = Rule.SCL_2, needs = "edit.scale")
    void zeroKeepsTheWorkload(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        ProbeSpec spec = trial.probe("web");
        trial.run(spec);
        trial.scheduler().workloads().scale(id, 0);
        trial.await(
                "no instance is left",
                view -> view.isIn(id, Phase.STABLE) && view.all(id).isEmpty());
        Workload kept = Expect.present(trial.another().workloads().find(id), "the workload of zero");
        Expect.equal(spec.replicas(0).build(), kept.spec(), "its spec");
        trial.scheduler().workloads().scale(id, 1);
        trial.stable(id);
    }

    @RuleTest(value = Rule.SCL_3, needs = "edit.scale")
    void scalingIsANewVersionOfTheSameRevisionAndRestartsNothing(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        ProbeSpec spec = trial.probe("web").replicas(2);
        Workload before = trial.run(spec);
        List<Instance> instances = trial.instances(id);
        Applied.Item scaled = EditTests.only(trial.scheduler().workloads().scale(id, 3));
        Applied.Item applied = EditTests.only(trial.apply(spec.replicas(4)));
        Expect.equal(before.revision(), scaled.revision(), "the revision after a scale");
        Expect.equal(before.revision(), applied.revision(), "the revision after an apply with another count");
        Expect.that(
                Expect.present(scaled.version(), "its version").generation()
                        > before.version().generation(),
                "a scale is to be a new version");
        trial.stable(id);
        Expect.that(trial.instances(id).containsAll(instances), "nothing is to be restarted: " + trial.instances(id));
    }
}
