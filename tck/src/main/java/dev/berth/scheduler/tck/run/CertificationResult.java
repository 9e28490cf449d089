package dev.berth.scheduler.tck.run;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.tck.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a backend was found to do.
 *
 * @param backend as its author calls it
 * @param info what it says of itself; empty when it couldn't be asked
 * @param results by rule and test
 */
public record CertificationResult(
        String backend, Optional<BackendInfo> info, Instant start, Duration duration, List<TestResult> results) {
    public CertificationResult {
        results = List.copyOf(results);
    }

    public long count(Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    /** One for each rule of the contract, in its order. */
    public List<RuleResult> byRule() {
        return Arrays.stream(Rule.values()).map(this::of).toList();
    }

    /** What the tests of one rule came to. */
    public RuleResult of(Rule rule) {
        return new RuleResult(
                rule, results.stream().filter(one -> one.rule() == rule).toList());
    }

    /** Whether something ran and nothing failed: a run of no tests proves nothing. */
    public boolean isGood() {
        return count(Outcome.FAILED) == 0 && count(Outcome.PASSED) + count(Outcome.REFUSED) > 0;
    }

    /** The counts in a sentence. */
    public String sentence() {
        if (results.isEmpty()) {
            return backend + ": no test was run, which is a failure";
        }
        return backend + ": " + results.size() + " tests: " + count(Outcome.PASSED) + " passed, "
                + count(Outcome.FAILED) + " failed, " + count(Outcome.REFUSED) + " refused as declared, "
                + count(Outcome.NOT_RUN) + " not run";
    }
}
