package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.Plan;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NativeOverride;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.NotProvokable;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Removal, what is somebody else's, and what nobody is to see. */
final class OwnershipTests {
    private static final String SECRET = "s3cr3t-" + "swordfish";

    @RuleTest(Rule.RMV_1)
    void removalIsCompleteAndIdempotent(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web").replicas(3));
        Applied.Item removed = EditTests.only(trial.scheduler().workloads().remove(id));
        Expect.equal(Change.Action.REMOVE, removed.action(), "the answer to a removal");
        trial.gone(id);
        Expect.equal(Optional.empty(), trial.another().workloads().find(id), "what is found after a removal");
        Expect.that(trial.scheduler().workloads().instances(trial.everything()).isEmpty(), "instances are left");
        Applied.Item again = EditTests.only(trial.scheduler().workloads().remove(id));
        Expect.equal(Change.Action.UNCHANGED, again.action(), "the answer to a second removal");
        Applied.Item never = EditTests.only(trial.scheduler().workloads().remove(trial.id("never")));
        Expect.equal(Change.Action.UNCHANGED, never.action(), "the answer to removing what never was");
        trial.run(trial.probe("web"));
    }

    /** It was handed to one workload; nobody else may have it meanwhile. */
    @RuleTest(
            value = Rule.RMV_1,
            needs = {"port.dynamic", "port.fixed", "endpoints"},
            alone = true)
    void aRemovalGivesBackEveryPort(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web").port(Port.dynamic("one")).port(Port.dynamic("two")));
        List<Endpoint> endpoints = trial.scheduler().workloads().endpoints(id);
        Expect.equal(2, endpoints.size(), "the number of endpoints");
        String node = trial.instances(id).get(0).node().orElseThrow().value();
        trial.scheduler().workloads().remove(id);
        trial.gone(id);
        ProbeSpec next = trial.probe("next")
                .placement(Placement.builder().constraint(Constraint.equalTo(NodeAttribute.NODE_ID, node)))
                .rollout(RolloutPolicy.builder().maximumUnavailable(Amount.of(1)));
        for (Endpoint endpoint : endpoints) {
            next = next.port(Port.fixed(endpoint.port(), endpoint.number()));
        }
        trial.run(next);
    }

    @RuleTest(value = Rule.APP_8, needs = "edit.adopt", provokes = Provocation.FOREIGN_OBJECT)
    void whatIsNotOursIsTakenOverWhereThatIsAskedFor(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        WorkloadSpec spec = trial.probe("web").build();
        trial.environment().foreign().get().create(id);
        Plan plan = trial.scheduler().workloads().plan(List.of(Edit.apply(spec)), PlanOptions.DEFAULT.adopt(id));
        Change change = PlanTests.only(plan);
        Expect.that(change.causes().contains(Change.Cause.ADOPTION), "the plan is to say so: " + change.causes());
        trial.scheduler().workloads().execute(plan).orThrow();
        Expect.equal(spec, trial.stable(id).spec(), "the spec after it was taken over");
    }

    @RuleTest(Rule.OVR_1)
    void anOverrideForAnotherTypeOfBackendChangesNothingHere(Trial trial) throws InterruptedException {
        ProbeSpec plain = trial.probe("web");
        WorkloadSpec overridden = plain.workload(
                        builder -> builder.override(NativeOverride.of("another-type", Map.of("replicas", 7L))))
                .build();
        trial.scheduler().workloads().apply(overridden);
        Expect.equal(overridden, trial.stable(overridden.id()).spec(), "the spec");
        Expect.equal(1, trial.instances(overridden.id()).size(), "the number of instances");
    }

    @RuleTest(Rule.OVR_1)
    void anOverrideForThisTypeIsRefusedWhereItIsNotClaimed(Trial trial) {
        String type = trial.info().type();
        if (trial.claims(Capability.override(type))) {
            throw new NotProvokable("overrides are claimed");
        }
        WorkloadSpec overridden = overridden(trial, NativeOverride.of(type, Map.of("replicas", 7L)))
                .build();
        Expect.refusal("an override", () -> trial.scheduler().workloads().apply(overridden));
    }

    @RuleTest(Rule.OVR_1)
    void anOverrideIsShownByThePlanAndInForceUntilItIsGone(Trial trial) throws InterruptedException {
        Environment.Overriding overriding = overriding(trial);
        ProbeSpec plain = trial.probe("web");
        WorkloadSpec overridden = overridden(trial, overriding.taken()).build();
        Plan plan = trial.scheduler().workloads().plan(Edit.apply(overridden));
        Plan without = trial.scheduler().workloads().plan(Edit.apply(plain.build()));
        Expect.that(
                !PlanTests.only(plan).rendering().equals(PlanTests.only(without).rendering()),
                "the plan is to show what an override changes");
        trial.scheduler().workloads().execute(plan).orThrow();
        Expect.equal(overridden, trial.stable(overridden.id()).spec(), "the spec");
        Expect.that(overriding.isInForce(overridden.id()), "what an override says is to be so");
        trial.run(plain);
        Expect.that(!overriding.isInForce(overridden.id()), "what no override says any more is not to be so");
    }

    @RuleTest(Rule.OVR_1)
    void anOverrideTouchesNothingThatBerthWrites(Trial trial) {
        for (NativeOverride override : overriding(trial).refused()) {
            WorkloadSpec overridden = overridden(trial, override).build();
            SchedulerException refusal = Expect.failure(
                    ErrorCode.INVALID,
                    "an override of what Berth writes",
                    () -> trial.scheduler().workloads().apply(overridden));
            Expect.that(
                    refusal.problems().stream()
                            .allMatch(problem -> problem.path().startsWith("overrides.")),
                    "each problem is to have its path: " + refusal.getMessage());
            Expect.equal(
                    Optional.empty(),
                    trial.scheduler().workloads().find(overridden.id()),
                    "what is found after a refusal");
        }
    }

    private static ProbeSpec overridden(Trial trial, NativeOverride override) {
        return trial.probe("web").workload(builder -> builder.override(override));
    }

    /** Where overrides are not claimed, there are none to try. */
    private static Environment.Overriding overriding(Trial trial) {
        if (!trial.claims(Capability.override(trial.info().type()))) {
            throw new NotProvokable("overrides are not claimed, and refused");
        }
        return trial.environment().overriding().get();
    }

    @RuleTest(Rule.SEC_1)
    void whatMayBeSecretIsInNoMessageStatusOrText(Trial trial) throws InterruptedException {
        ProbeSpec spec = trial.probe("web").variable("PASSWORD", SECRET).arguments(SECRET);
        WorkloadSpec built = spec.build();
        StringBuilder said = new StringBuilder();
        Plan plan = trial.scheduler().workloads().plan(Edit.apply(built));
        said.append(plan);
        plan.changes().forEach(change -> said.append(change));
        said.append(trial.scheduler().workloads().execute(plan).orThrow());
        said.append(trial.stable(built.id())).append(built);
        said.append(trial.scheduler().workloads().find(built.id()));
        said.append(trial.scheduler().workloads().instances(trial.everything()));
        said.append(trial.scheduler().workloads().revisions(built.id()));
        SchedulerException failure = Expect.failure(
                ErrorCode.CONFLICT,
                "an edit that expects another version",
                () -> trial.scheduler()
                        .workloads()
                        .edit(
                                List.of(Edit.apply(spec.variable("OTHER", "x").build())),
                                PlanOptions.DEFAULT.expect(
                                        built.id(), new dev.berth.scheduler.status.Version("another", 1)))
                        .orThrow());
        said.append(failure);
        int at = said.indexOf(SECRET);
        Expect.that(
                at < 0, "a value is shown: …" + said.substring(Math.max(0, at - 60), Math.max(0, at)) + "(the value)");
    }

    @RuleTest(value = Rule.APP_7, provokes = Provocation.CHANGE_OBJECT)
    void driftShowsInAPlanAndIsCorrectedByAnApply(Trial trial) throws InterruptedException {
        ProbeSpec spec = trial.probe("web");
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        trial.run(spec);
        trial.environment().drift().get().change(id);
        Change change = PlanTests.only(trial.scheduler().workloads().plan(Edit.apply(spec.build())));
        Expect.that(change.causes().contains(Change.Cause.DRIFT), "the plan is to show drift: " + change.causes());
        Expect.that(!change.diff().isEmpty(), "the plan is to show what drifted");
        trial.apply(spec);
        Expect.equal(
                Change.Action.UNCHANGED,
                PlanTests.only(trial.scheduler().workloads().plan(Edit.apply(spec.build())))
                        .action(),
                "the plan after it was corrected");
        trial.stable(id);
    }

    @RuleTest(value = Rule.APP_8, provokes = Provocation.FOREIGN_OBJECT)
    void whatIsNotOursIsAConflictAndStaysAsItIs(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        Environment.Foreign foreign = trial.environment().foreign().get();
        foreign.create(id);
        try {
            Expect.failure(
                    ErrorCode.CONFLICT, "applying under a name that is taken", () -> trial.apply(trial.probe("web")));
            Expect.that(foreign.isUntouched(id), "what is not ours was changed by an apply");
            removeIfNothingIsInTheWay(trial, id);
            Expect.that(foreign.isUntouched(id), "what is not ours was changed by a removal");
        } finally {
            foreign.remove(id);
        }
        trial.run(trial.probe("web"));
    }

    /** There is nothing of ours to remove: whether that is UNCHANGED or a CONFLICT makes no difference. */
    private static void removeIfNothingIsInTheWay(Trial trial, WorkloadId id) {
        try {
            trial.scheduler().workloads().remove(id);
        } catch (ConflictException e) {
            trial.note("the removal is a conflict: " + e.getMessage());
        }
    }
}
