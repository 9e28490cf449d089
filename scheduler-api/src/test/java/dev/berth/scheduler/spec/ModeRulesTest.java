package dev.berth.scheduler.spec;

import static dev.berth.scheduler.spec.Specs.accepted;
import static dev.berth.scheduler.spec.Specs.refused;

import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModeRulesTest {
    @Test
    void replicasAreZeroOrMore() {
        accepted(Mode.replicated(0));
        refused(Mode.replicated(-1), "mode.replicated.replicas (=-1) must be 0 or more");
    }

    @Test
    void aBatchHasCompletionsAndParallelism() {
        refused(
                Batch.builder().completions(0).parallelism(0).build(),
                "mode.batch.completions (=0) must be 1 or more",
                "mode.batch.parallelism (=0) must be 1 or more");
        refused(
                Batch.builder().completions(2).parallelism(3).build(),
                "mode.batch.parallelism (=3) must not exceed completions (=2)");
    }

    @Test
    void retriesAreZeroOrMoreAndADeadlineIsLongerThanNothing() {
        refused(
                Batch.builder().retries(-1).deadline(Duration.ZERO).build(),
                "mode.batch.retries (=-1) must be 0 or more",
                "mode.batch.deadline (=0s) must be longer than 0");
        refused(
                GlobalBatch.builder().retries(-1).deadline(Duration.ZERO).build(),
                "mode.globalBatch.retries (=-1) must be 0 or more",
                "mode.globalBatch.deadline (=0s) must be longer than 0");
    }

    @Test
    void aCronChecksTheBatchThatItRuns() {
        refused(
                Cron.builder("* * * * *")
                        .batch(Batch.builder().retries(-1).build())
                        .startingDeadline(Duration.ofSeconds(-1))
                        .keptRuns(-1)
                        .build(),
                "mode.cron.batch.retries (=-1) must be 0 or more",
                "mode.cron.startingDeadline (=PT-1S) must be longer than 0",
                "mode.cron.keptRuns (=-1) must be 0 or more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Z", "UTC", "Europe/Berlin", "America/New_York"})
    void aZoneIsUtcOrANamedRegion(String zone) {
        accepted(Cron.builder("0 4 * * *").zone(ZoneId.of(zone)).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"+02:00", "UTC+02:00"})
    void anOffsetIsNoZone(String zone) {
        refused(
                Cron.builder("0 4 * * *").zone(ZoneId.of(zone)).build(),
                "mode.cron.zone (=" + zone + ") must be UTC or the name of a region such as Europe/Berlin");
    }
}
