package dev.berth.scheduler.tck.rules;

import java.util.List;

/** All classes with tests of rules. */
public final class RuleTests {
    public static final List<Class<?>> CLASSES = List.of(
            EditTests.class,
            PlanTests.class,
            RaceTests.class,
            ScaleTests.class,
            BatchTests.class,
            CronTests.class,
            IdentityTests.class,
            CapabilityTests.class,
            ConstraintTests.class,
            NeighbourTests.class,
            PreferenceTests.class,
            CapacityTests.class,
            HealthTests.class,
            LimitTests.class,
            LivenessTests.class,
            RolloutTests.class,
            RolloutVerbTests.class,
            RolloutFailureTests.class,
            RestartTests.class,
            GroupTests.class,
            LogTests.class,
            NetworkTests.class,
            WatchTests.class,
            GlobalTests.class,
            NodeTests.class,
            UpgradeTests.class,
            ConnectionTests.class,
            NodeLossTests.class,
            FaultTests.class,
            ControllerTests.class,
            SurroundingTests.class,
            VolumeTests.class,
            OwnershipTests.class);

    private RuleTests() {}
}
