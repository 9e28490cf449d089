package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Requirements;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.Network;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Resources;
import dev.berth.scheduler.spec.Volume;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.tck.backend.NotProvokable;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.RefusalProven;
import dev.berth.scheduler.tck.trial.Trial;
import java.time.Duration;
import java.util.List;

/** What a backend claims. */
final class CapabilityTests {
    @RuleTest(Rule.CAP_1)
    void everythingThatIsMissingIsListedAndNothingIsChanged(Trial trial) {
        WorkloadSpec greedy = trial.probe("greedy")
                .task(task -> task.user("nobody")
                        .mount(new Mount("data", "/data", true))
                        .resources(new Resources(
                                ResourceAmounts.NONE,
                                ResourceAmounts.builder().gpus(1).build())))
                .workload(builder -> builder.volume(new Volume.Ephemeral("data", java.util.Optional.empty()))
                        .network(Network.named("elsewhere"))
                        .discoveryName("greedy")
                        .nodeLossWait(java.util.Optional.of(Duration.ofMinutes(1))))
                .build();
        if (Requirements.missing(greedy, trial.info(), false).isEmpty()) {
            throw new NotProvokable("the backend claims all that the kit could ask for");
        }
        RefusalProven proven = Expect.refusal(
                "a spec that needs too much",
                () -> trial.scheduler().workloads().apply(greedy));
        trial.note("refused for " + proven.capabilities());
        RefusalProven planned = Expect.refusal(
                "a plan of it", () -> trial.scheduler().workloads().plan(Edit.apply(greedy)));
        Expect.equal(proven.capabilities(), planned.capabilities(), "what a plan is refused for");
    }

    @RuleTest(Rule.CAP_2)
    void everyCapabilityHasAnAnswerAndWhatIsNotNativeSaysWhy(Trial trial) {
        BackendInfo info = trial.scheduler().describe();
        for (Capability capability : Capabilities.all()) {
            for (Mode.Kind mode : Mode.Kind.values()) {
                Support support = info.support(capability, mode);
                Expect.that(
                        !support.equals(Support.UNDECLARED), capability + " is to be declared, one way or the other");
                Expect.that(
                        support.level() == Support.Level.NATIVE
                                || !support.note().isBlank(),
                        capability + " is " + support.level() + " and doesn't say why");
                Expect.that(
                        !support.needsController() || support.level() == Support.Level.EMULATED,
                        capability + " needs a controller, so it is emulated");
            }
        }
    }

    @RuleTest(Rule.CAP_2)
    void whoDemandsNativeIsRefusedWhatIsEmulated(Trial trial) throws InterruptedException {
        WorkloadSpec spec = trial.probe("web").build();
        boolean emulated = !Requirements.missing(spec, trial.info(), true).isEmpty();
        Runnable apply = () -> trial.scheduler()
                .workloads()
                .edit(List.of(Edit.apply(spec)), PlanOptions.DEFAULT.requireNative())
                .orThrow();
        if (emulated) {
            Expect.refusal("what is only emulated", apply);
        } else {
            apply.run();
            trial.stable(spec.id());
        }
    }

    @RuleTest(Rule.CAP_3)
    void everyClientIsToldTheSameOfTheServerItIsConnectedTo(Trial trial) {
        BackendInfo first = trial.scheduler().describe();
        BackendInfo second = trial.another().describe();
        Expect.that(!first.product().isBlank() && !first.version().isBlank(), "product and version are to be said");
        Expect.equal(first.version(), second.version(), "the version");
        for (Mode.Kind mode : Mode.Kind.values()) {
            Expect.equal(first.declared(mode), second.declared(mode), "the capabilities for " + mode);
        }
    }
}
