package dev.berth.scheduler.tck.run;

import dev.berth.scheduler.tck.rule.Rule;
import java.time.Duration;
import java.util.List;

/**
 * What became of one test.
 *
 * @param test the class and the method
 * @param sentence the name of the test in words
 * @param reason why it didn't pass; what was refused, when REFUSED; empty when PASSED
 * @param history what was asked and observed; empty unless FAILED
 */
public record TestResult(
        String test,
        Rule rule,
        String sentence,
        Outcome outcome,
        String reason,
        Duration duration,
        List<String> history) {
    public TestResult {
        history = List.copyOf(history);
    }
}
