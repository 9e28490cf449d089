package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.ContractViolation;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Lines of instances. */
final class LogTests {
    @RuleTest(
            value = Rule.LOG_1,
            needs = {"logs", "logs.follow"})
    void everyLineComesOnceInOrderWithItsInstance(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web").replicas(2).does("lines:50", "print:done"));
        List<LogLine> lines = trial.logs(
                query(id).following(), all -> all.stream().filter(is("done")).count() == 2 && errors(all) == 100);
        for (Instance instance : trial.instances(id)) {
            List<String> out = lines.stream()
                    .filter(line -> line.instance().equals(instance.id()))
                    .map(LogLine::text)
                    .filter(text -> text.startsWith("out "))
                    .toList();
            Expect.equal(numbers("out "), out, "the lines of " + instance.id());
        }
    }

    private static long errors(List<LogLine> lines) {
        return lines.stream().filter(line -> line.text().startsWith("err ")).count();
    }

    private static List<String> numbers(String prefix) {
        return java.util.stream.IntStream.rangeClosed(1, 50)
                .mapToObj(number -> prefix + number)
                .toList();
    }

    @RuleTest(
            value = Rule.LOG_1,
            needs = {"logs", "logs.follow", "logs.stream"})
    void standardOutputIsToldFromStandardError(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web").does("lines:5"));
        List<LogLine> lines = trial.logs(
                query(id).following(), all -> errors(all) == 5 && all.stream().anyMatch(is("out 5")));
        for (LogLine line : lines) {
            if (line.text().startsWith("err ")) {
                Expect.equal(LogLine.Stream.STDERR, line.stream(), "the stream of " + line);
            } else if (line.text().startsWith("out ")) {
                Expect.equal(LogLine.Stream.STDOUT, line.stream(), "the stream of " + line);
            }
        }
    }

    @RuleTest(
            value = Rule.LOG_1,
            needs = {"logs", "logs.follow", "logs.tail"})
    void tailGivesTheLastLinesOfEachInstance(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web").replicas(2).does("print:one", "print:two", "print:three"));
        for (Instance instance : trial.instances(id)) {
            untilThere(trial, id, instance.id(), "three");
        }
        List<LogLine> lines = trial.logs(query(id).tail(2), all -> false);
        for (Instance instance : trial.instances(id)) {
            Expect.equal(
                    List.of("two", "three"),
                    lines.stream()
                            .filter(line -> line.instance().equals(instance.id()))
                            .map(LogLine::text)
                            .toList(),
                    "the last lines of " + instance.id());
        }
    }

    @RuleTest(
            value = Rule.LOG_1,
            needs = {"logs", "logs.follow", "logs.since"},
            provokes = Provocation.RUN_INSIDE)
    void sinceLeavesOutWhatIsOlder(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web").does("print:early"));
        Instance instance = trial.instances(id).get(0);
        untilThere(trial, id, instance.id(), "early");
        HealthTests.fence(trial);
        Instant between = trial.backend().time().now();
        HealthTests.fence(trial);
        trial.tell(instance, "print:late");
        untilThere(trial, id, instance.id(), "late");
        List<LogLine> lines = trial.logs(query(id).since(between), all -> false);
        Expect.that(lines.stream().anyMatch(is("late")), "what is later is to be there: " + lines);
        Expect.that(lines.stream().noneMatch(is("early")), "what is older is to be left out: " + lines);
    }

    @RuleTest(
            value = Rule.LOG_1,
            needs = {"logs", "logs.follow"},
            provokes = Provocation.RUN_INSIDE)
    void followingGivesWhatIsYetToBeWrittenAndInstancesYetToCome(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web").does("print:begun"));
        Instance first = trial.instances(id).get(0);
        List<LogLine> lines = trial.logs(query(id).following(), all -> {
            if (all.size()
                            == all.stream()
                                            .filter(line -> !line.text().equals("begun"))
                                            .count()
                                    + 1
                    && all.stream().noneMatch(is("later"))) {
                trial.tell(first, "print:later");
                trial.scheduler().workloads().scale(id, 2);
            }
            return all.stream().anyMatch(is("later"))
                    && all.stream().filter(is("begun")).count() == 2;
        });
        Expect.equal(2L, lines.stream().map(LogLine::instance).distinct().count(), "the number of instances");
        trial.stable(id);
    }

    @RuleTest(
            value = Rule.LOG_1,
            needs = {"logs", "logs.follow", "logs.ended"})
    void linesOfWhatHasEndedAreStillThere(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web").does("print:last"));
        Instance instance = trial.instances(id).get(0);
        // It counts as ready as soon as it runs, and may be replaced before it wrote anything.
        untilThere(trial, id, instance.id(), "last");
        trial.run(trial.probe("web").does("print:last").variable("COLOUR", "blue"));
        trial.await("the old one is gone", view -> view.instance(instance.id()).isEmpty());
        untilThere(trial, id, instance.id(), "last");
    }

    static LogQuery query(WorkloadId id) {
        return LogQuery.of(Selector.of(id));
    }

    static Predicate<LogLine> is(String text) {
        return line -> line.text().equals(text);
    }

    /** Waits until a line of an instance is there, which may have ended. */
    static void untilThere(Trial trial, WorkloadId id, InstanceId instance, String text) throws InterruptedException {
        List<LogLine> lines = trial.logs(
                query(id).following(),
                all -> all.stream()
                        .anyMatch(line ->
                                line.instance().equals(instance) && line.text().equals(text)));
        if (lines.stream().noneMatch(line -> line.text().equals(text))) {
            throw new ContractViolation("LOG-1: " + instance + " wrote '" + text + "', and these lines came: " + lines);
        }
    }
}
