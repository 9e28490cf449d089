package dev.berth.scheduler.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.local.cluster.ProgressRules.Stand;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.status.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressRulesTest {
    private static final Instant BEGIN = Instant.parse("2026-11-21T06:00:00Z");
    private static final Version FIRST = new Version("life", 1);
    private static final Version SECOND = new Version("life", 2);
    private static final RolloutPolicy NO_DEADLINE = RolloutPolicy.DEFAULT;
    private static final RolloutPolicy A_MINUTE =
            RolloutPolicy.builder().progressDeadline(Duration.ofMinutes(1)).build();

    private static Stand stand(Version version, long revision, RolloutPolicy policy, int available, int old) {
        return new Stand(version, revision, false, policy, 3, available, 3 - available, 0, old);
    }

    private static RolloutRow next(RolloutRow before, Stand stand, Instant now) {
        return ProgressRules.next(Optional.of(before), stand, now, Instant.MIN);
    }

    private static RolloutRow begun(Stand stand) {
        return ProgressRules.next(Optional.empty(), stand, BEGIN, Instant.MIN);
    }

    private static Instant after(int seconds) {
        return BEGIN.plusSeconds(seconds);
    }

    @Test
    void isOngoingUntilAllAreAvailableAndNoOldOneIsLeft() {
        RolloutRow row = begun(stand(FIRST, 1, NO_DEADLINE, 0, 0));
        assertThat(row.progress()).isEqualTo(Progress.ONGOING);
        row = next(row, new Stand(FIRST, 1, false, NO_DEADLINE, 3, 3, 0, 0, 1), after(1));
        assertThat(row.progress()).isEqualTo(Progress.ONGOING);
        row = next(row, new Stand(FIRST, 1, false, NO_DEADLINE, 3, 3, 0, 0, 0), after(2));
        assertThat(row.progress()).isEqualTo(Progress.COMPLETE);
        assertThat(row.complete()).isEqualTo(1);
    }

    @Test
    void completeStaysCompleteForTheSameTemplate() {
        RolloutRow complete = begun(stand(FIRST, 1, A_MINUTE, 3, 0));
        assertThat(next(complete, stand(FIRST, 1, A_MINUTE, 0, 0), after(600)).progress())
                .isEqualTo(Progress.COMPLETE);
        RolloutRow scaled = next(complete, stand(SECOND, 1, A_MINUTE, 0, 0), after(600));
        assertThat(scaled.progress()).isEqualTo(Progress.COMPLETE);
        assertThat(scaled.version()).isEqualTo(SECOND);
    }

    @Test
    void anotherTemplateBeginsAnewAndRemembersWhatWasComplete() {
        RolloutRow complete = begun(stand(FIRST, 1, A_MINUTE, 3, 0));
        RolloutRow row = next(complete, stand(SECOND, 2, A_MINUTE, 0, 3), after(600));
        assertThat(row.progress()).isEqualTo(Progress.ONGOING);
        assertThat(row.since()).isEqualTo(after(600));
        assertThat(row.complete()).isEqualTo(1);
    }

    @Test
    void anotherLifeRemembersNothing() {
        RolloutRow complete = begun(stand(FIRST, 1, A_MINUTE, 3, 0));
        Version other = new Version("another", 1);
        assertThat(next(complete, stand(other, 2, A_MINUTE, 0, 0), after(1)).complete())
                .isZero();
    }

    @Test
    void failsAtTheDeadlineAndNotAMomentBefore() {
        RolloutRow row = begun(stand(FIRST, 1, A_MINUTE, 1, 0));
        Stand still = stand(FIRST, 1, A_MINUTE, 1, 0);
        assertThat(next(row, still, after(60).minusNanos(1)).progress()).isEqualTo(Progress.ONGOING);
        assertThat(next(row, still, after(60)).progress())
                .isEqualTo(Progress.failed(
                        ProgressRules.DEADLINE_EXCEEDED,
                        "no progress for 60 s: 1 of 3 instances are available, 0 are of another revision"));
    }

    @Test
    void progressIsOneMoreOfTheNewOrOneLessOfTheOld() {
        RolloutRow row = begun(stand(FIRST, 1, A_MINUTE, 0, 3));
        row = next(row, stand(FIRST, 1, A_MINUTE, 1, 3), after(50));
        assertThat(row.since()).isEqualTo(after(50));
        row = next(row, stand(FIRST, 1, A_MINUTE, 1, 2), after(100));
        assertThat(row.since()).isEqualTo(after(100));
        RolloutRow fewer = next(row, stand(FIRST, 1, A_MINUTE, 0, 2), after(110));
        assertThat(fewer.since()).as("losing one is no progress").isEqualTo(after(100));
        assertThat(next(fewer, stand(FIRST, 1, A_MINUTE, 1, 2), after(120)).since())
                .as("nor is getting it back")
                .isEqualTo(after(100));
    }

    @Test
    void whatFailedAndMakesProgressIsUnderWayAgain() {
        RolloutRow row = begun(stand(FIRST, 1, A_MINUTE, 0, 0));
        row = next(row, stand(FIRST, 1, A_MINUTE, 0, 0), after(60));
        assertThat(row.progress().state()).isEqualTo(Progress.State.FAILED);
        assertThat(next(row, stand(FIRST, 1, A_MINUTE, 1, 0), after(61)).progress())
                .isEqualTo(Progress.ONGOING);
    }

    @Test
    void nothingFailsWhilePausedNorBeforePatienceEnds() {
        RolloutRow row = begun(stand(FIRST, 1, A_MINUTE, 0, 0));
        Stand paused = new Stand(FIRST, 1, true, A_MINUTE, 3, 0, 3, 0, 0);
        assertThat(next(row, paused, after(600)).progress()).isEqualTo(Progress.ONGOING);
        assertThat(ProgressRules.due(row, paused, Instant.MIN)).isEmpty();
        Stand still = stand(FIRST, 1, A_MINUTE, 0, 0);
        assertThat(ProgressRules.due(row, still, after(90))).contains(after(90));
        assertThat(ProgressRules.next(Optional.of(row), still, after(80), after(90))
                        .progress())
                .isEqualTo(Progress.ONGOING);
    }

    @Test
    void instancesThatGaveUpEndOnlyARolloutThatIsToGoBackAndHasNoDeadline() {
        RolloutPolicy back = RolloutPolicy.builder()
                .onFailure(RolloutPolicy.OnFailure.ROLLBACK)
                .build();
        RolloutRow row = begun(stand(FIRST, 1, back, 0, 0));
        Stand failed = new Stand(FIRST, 1, false, back, 3, 0, 3, 2, 0);
        assertThat(next(row, failed, after(1)).progress().reason()).isEqualTo(ProgressRules.INSTANCES_FAILED);
        Stand patient = new Stand(FIRST, 1, false, NO_DEADLINE, 3, 0, 3, 2, 0);
        assertThat(next(row, patient, after(1)).progress()).isEqualTo(Progress.ONGOING);
    }

    @Test
    void aClockThatWasPutBackDoesNotPutOffTheDeadline() {
        RolloutRow row = begun(stand(FIRST, 1, A_MINUTE, 0, 0));
        Instant back = BEGIN.minusSeconds(3600);
        RolloutRow now = next(row, stand(FIRST, 1, A_MINUTE, 0, 0), back);
        assertThat(now.since()).isEqualTo(back);
    }

    @Test
    void whatIsToldIsOfTheVersionAskedFor() {
        RolloutRow complete = begun(stand(FIRST, 1, A_MINUTE, 3, 0));
        assertThat(ProgressRules.told(Optional.of(complete), SECOND, 1)).isEqualTo(Progress.COMPLETE);
        assertThat(ProgressRules.told(Optional.of(complete), SECOND, 2)).isEqualTo(Progress.ONGOING);
        assertThat(ProgressRules.told(Optional.empty(), FIRST, 1)).isEqualTo(Progress.ONGOING);
    }
}
