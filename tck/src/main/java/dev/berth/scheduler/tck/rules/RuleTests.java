package dev.berth.scheduler.tck.rules;

import java.util.List;

/** All classes with tests of rules. */
public final class RuleTests {
    public static final List<Class<?>> CLASSES = List.of(
            EditTests.class,
            PlanTests.class,
            RaceTests.class,
            ScaleTests.class,
            IdentityTests.class,
            CapabilityTests.class);

    private RuleTests() {}
}
