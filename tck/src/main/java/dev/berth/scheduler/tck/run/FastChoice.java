package dev.berth.scheduler.tck.run;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.tck.rule.Rule;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * One test of each rule, for a first impression: rather one that the backend claims to pass than one it refuses, rather one
 * that others may run beside, rather a short one.
 */
final class FastChoice {
    private FastChoice() {}

    static List<RuleTestCase> of(List<RuleTestCase> tests, BackendInfo info) {
        Comparator<RuleTestCase> cost = Comparator.<RuleTestCase, Boolean>comparing(test -> !test.hasAllItNeeds(info))
                .thenComparing(test -> test.marks().alone())
                .thenComparing(test -> test.marks().minutes())
                .thenComparing(RuleTestCase::name);
        Map<Rule, RuleTestCase> cheapest = new EnumMap<>(Rule.class);
        tests.forEach(test -> cheapest.merge(test.rule(), test, BinaryOperator.minBy(cost)));
        return List.copyOf(cheapest.values());
    }
}
