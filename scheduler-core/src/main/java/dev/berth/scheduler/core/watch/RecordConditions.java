package dev.berth.scheduler.core.watch;

import dev.berth.scheduler.core.record.Failure;
import dev.berth.scheduler.core.record.RecordSummary;
import dev.berth.scheduler.status.Condition;
import java.util.List;

/** What the last record tells beside its spec. */
final class RecordConditions {
    private RecordConditions() {}

    static List<Condition> of(RecordSummary record) {
        boolean paused = record.intent().directives().paused();
        return record.intent()
                .failure()
                .map(failure -> List.of(paused ? pausedFor(failure) : rolledBack(failure)))
                .orElseGet(() -> paused ? List.of(new Condition(Condition.PAUSED, "until it is resumed")) : List.of());
    }

    private static Condition pausedFor(Failure failure) {
        return new Condition(
                Condition.PAUSED,
                "revision " + failure.revision() + " failed, until another is applied or it is resumed: "
                        + why(failure));
    }

    private static Condition rolledBack(Failure failure) {
        return new Condition(Condition.ROLLED_BACK, "revision " + failure.revision() + " failed: " + why(failure));
    }

    private static String why(Failure failure) {
        return failure.message().isEmpty() ? failure.reason() : failure.reason() + ", " + failure.message();
    }
}
