package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.probe.ProbeReport;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Ids, and what is refused before it is sent. */
final class IdentityTests {
    /** What shells, templates, formats and unit files would like to interpret. */
    private static final List<String> AWKWARD = List.of(
            "",
            " ",
            "a b\tc",
            "it's \"quoted\"",
            "$HOME ${HOME} $(id) `id`",
            "$(PATH) $$(PATH)",
            "100% %h %n %%",
            "{{.Node.Hostname}} {{ env \"X\" }}",
            "back\\slash \\n \\",
            "two\nlines\n",
            "\r",
            "-",
            "--",
            "; touch /tmp/berth-injected #",
            "\u00e4\u00f6\u00fc \u65e5\u672c\u8a9e \ud83d\ude80",
            "* ? [a-z] ~ !");

    @RuleTest(Rule.IDN_1)
    void namesThatLookAlikeAreDifferentWorkloads(Trial trial) throws InterruptedException {
        List<String> names = List.of("a", "a-1", "a-1-1", "a--1", "1", "a".repeat(30), "a".repeat(29));
        for (String name : names) {
            trial.apply(trial.probe(name).variable("NAME", name));
        }
        Set<InstanceId> ids = new HashSet<>();
        for (String name : names) {
            WorkloadId id = trial.id(name);
            trial.stable(id);
            Expect.equal(1, trial.instances(id).size(), "the number of instances of " + id);
            trial.instances(id).forEach(one -> ids.add(one.id()));
            Expect.equal(
                    trial.probe(name).variable("NAME", name).build(),
                    Expect.present(trial.another().workloads().find(id), name).spec(),
                    "the spec of " + id);
        }
        Expect.equal(names.size(), ids.size(), "the number of instance ids");
        trial.scheduler().workloads().remove(trial.id("a-1"));
        trial.gone(trial.id("a-1"));
        for (String name : names) {
            Expect.equal(
                    name.equals("a-1") ? 0 : 1, trial.instances(trial.id(name)).size(), "what is left of " + name);
        }
    }

    @RuleTest(value = Rule.IDN_2, provokes = Provocation.KILL_INSTANCE)
    void aRestartKeepsTheIdOnTheSameNodeAndCounts(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.disturb(id);
        trial.run(trial.probe("web"));
        Instance before = trial.instances(id).get(0);
        trial.environment().killing().get().kill(before);
        Instance after = RestartTests.again(trial, id, before);
        Expect.that(
                after.node().equals(before.node()) || !after.id().equals(before.id()),
                "what moved is to have another id: " + after);
        if (after.id().equals(before.id())) {
            Expect.equal(before.restarts() + 1, after.restarts(), "its restarts");
        }
    }

    @RuleTest(value = Rule.IDN_2, needs = "edit.scale")
    void anIdIsNeverUsedAgain(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        Set<InstanceId> seen = new HashSet<>();
        trial.run(trial.probe("web"));
        for (int i = 0; i < 4; i++) {
            Expect.that(seen.add(trial.instances(id).get(0).id()), "an id is there again: " + trial.instances(id));
            trial.scheduler().workloads().scale(id, 0);
            trial.await("nothing runs", view -> view.all(id).isEmpty());
            trial.scheduler().workloads().scale(id, 1);
            trial.stable(id);
        }
        trial.scheduler().workloads().remove(id);
        trial.gone(id);
        trial.run(trial.probe("web"));
        Expect.that(seen.add(trial.instances(id).get(0).id()), "an id is there again in another life");
    }

    @RuleTest(Rule.VAL_1)
    void allThatIsInvalidIsToldAtOnceAndNothingIsSent(Trial trial) throws InterruptedException {
        Version one = trial.run(trial.probe("one")).version();
        Version two = trial.run(trial.probe("two")).version();
        List<Edit> edits = List.of(Edit.scale(trial.id("one"), -1), Edit.scale(trial.id("two"), -2));
        SchedulerException refusal = Expect.failure(
                ErrorCode.INVALID,
                "scaling below zero",
                () -> trial.scheduler()
                        .workloads()
                        .edit(edits, PlanOptions.DEFAULT)
                        .orThrow());
        Expect.equal(2, refusal.problems().size(), "the number of problems told");
        Expect.equal(one, trial.stable(trial.id("one")).version(), "the version of the first");
        Expect.equal(two, trial.stable(trial.id("two")).version(), "the version of the second");
    }

    @RuleTest(Rule.VAL_1)
    void aChangedModeIsInvalid(Trial trial) throws InterruptedException {
        ProbeSpec spec = trial.probe("web");
        Version before = trial.run(spec).version();
        Expect.failure(
                ErrorCode.INVALID,
                "an apply with another mode",
                () -> trial.apply(spec.workload(builder -> builder.mode(Mode.batch()))));
        Expect.equal(before, trial.stable(trial.id("web")).version(), "the version");
    }

    @RuleTest(
            value = Rule.VAL_2,
            needs = {"logs", "logs.follow"},
            provokes = Provocation.RUN_INSIDE)
    void argumentsAndVariablesReachTheProcessByteForByte(Trial trial) throws InterruptedException {
        ProbeReport report = reportOfAwkward(trial);
        Expect.equal(AWKWARD, report.arguments(), "the arguments");
        for (int i = 0; i < AWKWARD.size(); i++) {
            Expect.equal(
                    AWKWARD.get(i), report.environment().getOrDefault("AWKWARD_" + i, "(absent)"), "variable " + i);
        }
    }

    @RuleTest(
            value = Rule.SEC_3,
            needs = {"logs", "logs.follow"},
            provokes = Provocation.RUN_INSIDE)
    void nothingGivenAsDataIsRunOrReplaced(Trial trial) throws InterruptedException {
        ProbeReport report = reportOfAwkward(trial);
        long given = report.environment().keySet().stream()
                .filter(name -> name.startsWith("AWKWARD_"))
                .count();
        Expect.equal((long) AWKWARD.size(), given, "the number of variables");
        Expect.equal(AWKWARD.size(), report.arguments().size(), "the number of arguments");
    }

    private static ProbeReport reportOfAwkward(Trial trial) throws InterruptedException {
        ProbeSpec spec = trial.probe("web").arguments(AWKWARD.toArray(String[]::new));
        for (int i = 0; i < AWKWARD.size(); i++) {
            spec = spec.variable("AWKWARD_" + i, AWKWARD.get(i));
            int number = i;
            spec = spec.workload(builder -> builder.annotation("awkward-" + number, AWKWARD.get(number)));
        }
        trial.run(spec);
        return trial.report(trial.instances(trial.id("web")).get(0));
    }
}
