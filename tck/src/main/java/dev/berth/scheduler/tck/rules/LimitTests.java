package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Resources;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.util.List;

/** What a process may use at the most. */
final class LimitTests {
    private static final int MEBIBYTES = 64;
    private static final int SECONDS = 4;
    private static final String BURNT = "@probe burnt ";

    /** Hundredths of a second of a processor, of which a limit of a fifth leaves a fifth. */
    private static final int HALF_OF_IT = SECONDS * 100 / 2;

    @RuleTest(
            value = Rule.RES_1,
            needs = {"mode.batch", "resources.limit.memory"},
            mode = Mode.Kind.BATCH)
    void whatTakesMoreMemoryThanItsLimitEndsBadlyAndOthersDoNot(Trial trial) throws InterruptedException {
        ResourceAmounts limit =
                ResourceAmounts.builder().memory(Memory.ofMebibytes(MEBIBYTES)).build();
        trial.apply(
                limited(trial, "modest", limit, "eat:" + MEBIBYTES / 8, "exit:0"),
                limited(trial, "greedy", limit, "eat:" + MEBIBYTES * 3, "exit:0"));
        Run modest = trial.over(trial.id("modest"));
        Run greedy = ended(trial, trial.id("greedy"));
        Expect.equal(Run.State.COMPLETED, modest.state(), "what becomes of an eighth of the limit");
        Expect.equal(Run.State.FAILED, greedy.state(), "what becomes of three times the limit");
    }

    @RuleTest(
            value = Rule.RES_1,
            needs = {"mode.batch", "resources.limit.cpu", "logs"},
            mode = Mode.Kind.BATCH)
    void aProcessGetsNoMoreOfAProcessorThanItsLimit(Trial trial) throws InterruptedException {
        ResourceAmounts limit = ResourceAmounts.builder().cpu(new Cpu(200)).build();
        ProbeSpec busy = limited(trial, "busy", limit, "burn:" + SECONDS, "exit:0");
        trial.apply(busy);
        Run run = trial.over(trial.id("busy"));
        Expect.equal(Run.State.COMPLETED, run.state(), "the state of " + run.id());
        List<LogLine> lines = trial.logs(
                LogQuery.of(Selector.of(trial.id("busy"))),
                all -> all.stream().anyMatch(line -> line.text().startsWith(BURNT)));
        int burnt = lines.stream()
                .filter(line -> line.text().startsWith(BURNT))
                .mapToInt(line -> Integer.parseInt(line.text().substring(BURNT.length())))
                .sum();
        Expect.that(
                burnt <= HALF_OF_IT,
                "of " + SECONDS + " s a process that is limited to a fifth of a processor used " + burnt
                        + " hundredths");
    }

    /** Nobody told this one to end, and it can't write how it did. */
    private static Run ended(Trial trial, WorkloadId id) throws InterruptedException {
        return trial.await(
                        id + " is over",
                        now -> now.runs(id).stream().anyMatch(run -> run.state().isOver()))
                .runs(id)
                .get(0);
    }

    private static ProbeSpec limited(Trial trial, String name, ResourceAmounts limit, String... does) {
        return BatchTests.batch(trial, name, Batch.builder(), does)
                .task(task -> task.resources(new Resources(ResourceAmounts.NONE, limit)));
    }
}
