package dev.berth.scheduler.tck.run;

import dev.berth.scheduler.tck.rule.Rule;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What all tests of one rule came to. */
public record RuleResult(Rule rule, List<TestResult> tests) {
    /** Rules of code that is the same for every backend, and where they are held. */
    private static final Map<Rule, String> ELSEWHERE = Map.of(
            Rule.CFG_1,
            "no backend has a part in it: configuration is read by the same code for all, whose own tests hold it",
            Rule.MOV_1,
            "no backend has a part in it: a move is edits and watches of two backends, by the same code for all, whose own"
                    + " tests hold it");

    public RuleResult {
        tests = List.copyOf(tests);
    }

    /** FAILED if anything failed; else PASSED if anything passed; else REFUSED if anything was; else NOT_RUN. */
    public Outcome outcome() {
        for (Outcome outcome : List.of(Outcome.FAILED, Outcome.PASSED, Outcome.REFUSED)) {
            if (count(outcome) > 0) {
                return outcome;
            }
        }
        return Outcome.NOT_RUN;
    }

    public long count(Outcome outcome) {
        return tests.stream().filter(test -> test.outcome() == outcome).count();
    }

    /** What one word for several tests would hide: {@code 3 passed, 1 not run}. */
    public String counts() {
        return Arrays.stream(Outcome.values())
                .filter(one -> count(one) > 0)
                .map(one ->
                        count(one) + " " + one.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    public Duration duration() {
        return tests.stream().map(TestResult::duration).reduce(Duration.ZERO, Duration::plus);
    }

    /** Why it isn't PASSED; empty when there is nothing to say. */
    public String reason() {
        if (tests.isEmpty()) {
            return Optional.ofNullable(ELSEWHERE.get(rule)).orElse("no test of it was run");
        }
        return tests.stream()
                .filter(test -> test.outcome() == outcome())
                .flatMap(test -> test.reason().lines().limit(1))
                .findFirst()
                .orElse("");
    }
}
