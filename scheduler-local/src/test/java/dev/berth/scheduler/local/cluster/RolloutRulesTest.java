package dev.berth.scheduler.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.local.cluster.RolloutRules.Copy;
import dev.berth.scheduler.local.cluster.RolloutRules.Standing;
import dev.berth.scheduler.local.cluster.RolloutRules.Step;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutRulesTest {
    private static final RolloutPolicy USUAL = RolloutPolicy.DEFAULT;

    @Test
    void makesWhatIsMissing() {
        Step step = RolloutRules.next(3, USUAL, false, List.of(copy(0, true, Standing.READY)));
        assertThat(step).isEqualTo(new Step(2, Map.of()));
    }

    @Test
    void scalesDownByThePendingThenTheUnreadyThenTheNewest() {
        List<Copy> copies = List.of(
                copy(0, true, Standing.READY),
                copy(1, true, Standing.NOT_READY),
                copy(2, true, Standing.READY),
                copy(3, true, Standing.PENDING),
                copy(4, true, Standing.READY));

        assertThat(RolloutRules.next(4, USUAL, false, copies).stop()).containsOnlyKeys(id(3));
        assertThat(RolloutRules.next(3, USUAL, false, copies).stop()).containsOnlyKeys(id(3), id(1));
        assertThat(RolloutRules.next(2, USUAL, false, copies).stop()).containsOnlyKeys(id(3), id(1), id(4));
    }

    @Test
    void scalesUpWithoutWaitingForThoseThatStop() {
        List<Copy> copies = List.of(copy(0, true, Standing.READY), copy(1, true, Standing.STOPPING));
        assertThat(RolloutRules.next(3, USUAL, false, copies).create()).isEqualTo(2);
    }

    @Test
    void surgesBeforeItStopsAnything() {
        List<Copy> old = olds(3, Standing.READY);
        assertThat(RolloutRules.next(3, USUAL, false, old)).isEqualTo(new Step(1, Map.of()));
    }

    @Test
    void stopsAnOldOneForEachNewOneThatIsReady() {
        List<Copy> copies = new ArrayList<>(olds(3, Standing.READY));
        copies.add(copy(9, true, Standing.READY));
        Step step = RolloutRules.next(3, USUAL, false, copies);
        assertThat(step.stop()).containsOnlyKeys(id(2)).containsValue(Reason.REPLACED);
        assertThat(step.create()).isZero();
    }

    @Test
    void keepsTheReadyOldOnesWhileTheNewOnesFail() {
        List<Copy> copies = new ArrayList<>(olds(3, Standing.READY));
        copies.add(copy(9, true, Standing.ENDED));
        assertThat(RolloutRules.next(3, USUAL, false, copies)).isEqualTo(new Step(0, Map.of()));
    }

    @Test
    void replacesAllAtOnceOnlyWhenAllOldOnesAreGone() {
        RolloutPolicy policy = RolloutPolicy.allAtOnce();
        assertThat(RolloutRules.next(3, policy, false, olds(3, Standing.READY)).stop())
                .hasSize(3);
        assertThat(RolloutRules.next(3, policy, false, olds(1, Standing.STOPPING))
                        .create())
                .isZero();
        assertThat(RolloutRules.next(3, policy, false, List.of()).create()).isEqualTo(3);
    }

    @Test
    void anInstanceWithAFixedPortIsStoppedBeforeItsSuccessorIsMade() {
        assertThat(RolloutRules.next(1, USUAL, true, olds(1, Standing.READY)).stop())
                .hasSize(1);
        assertThat(RolloutRules.next(1, USUAL, true, olds(1, Standing.STOPPING)).create())
                .isZero();
    }

    @Test
    void withNeitherSurgeNorUnavailableOneIsReplacedAtATime() {
        RolloutPolicy policy = RolloutPolicy.builder()
                .maximumSurge(Amount.of(0))
                .maximumUnavailable(Amount.percent(10))
                .build();
        assertThat(RolloutRules.next(3, policy, false, olds(3, Standing.READY)).stop())
                .hasSize(1);
    }

    @Test
    void whilePausedNothingIsReplacedWhateverItsTemplate() {
        List<Copy> half = new ArrayList<>(olds(2, Standing.READY));
        half.add(copy(9, true, Standing.NOT_READY));
        assertThat(RolloutRules.paused(3, USUAL, half)).isEqualTo(new Step(0, Map.of()));
        assertThat(RolloutRules.paused(3, USUAL, olds(3, Standing.READY))).isEqualTo(new Step(0, Map.of()));
    }

    @Test
    void whilePausedWhatIsMissingComesAndTooManyGo() {
        assertThat(RolloutRules.paused(3, USUAL, olds(1, Standing.READY)).create())
                .isEqualTo(2);
        assertThat(RolloutRules.paused(1, USUAL, olds(3, Standing.READY)).stop())
                .containsOnlyKeys(id(2), id(1))
                .containsValue(Reason.SCALED_DOWN);
    }

    @Test
    void whilePausedHalfWayTheSurgeStays() {
        List<Copy> surged = new ArrayList<>(olds(3, Standing.READY));
        surged.add(copy(9, true, Standing.READY));
        assertThat(RolloutRules.paused(3, USUAL, surged)).isEqualTo(new Step(0, Map.of()));
        surged.add(copy(10, true, Standing.NOT_READY));
        assertThat(RolloutRules.paused(3, USUAL, surged).stop()).containsOnlyKeys(id(10));
    }

    /** A machine in which everything that is made gets ready and everything that is to stop is gone, one at a time. */
    @ParameterizedTest
    @CsvSource({"1,25%,25%", "3,25%,25%", "4,1,0", "4,0,1", "5,40%,0", "7,2,3", "10,25%,25%", "4,100%,0", "6,50%,50%"})
    void neverHasTooFewReadyNorTooManyAndEndsWithTheNewOnesOnly(int replicas, String unavailable, String surge) {
        RolloutPolicy policy = RolloutPolicy.builder()
                .maximumUnavailable(amount(unavailable))
                .maximumSurge(amount(surge))
                .build();
        for (int seed = 0; seed < 50; seed++) {
            Machine machine = new Machine(replicas, policy, new Random(seed));
            machine.run();
            assertThat(machine.copies)
                    .as("seed %d", seed)
                    .hasSize(replicas)
                    .allMatch(copy -> copy.current() && copy.standing() == Standing.READY);
        }
    }

    private static final class Machine {
        private final int replicas;
        private final RolloutPolicy policy;
        private final Random random;
        private final List<Copy> copies;
        private int sequence = 100;

        Machine(int replicas, RolloutPolicy policy, Random random) {
            this.replicas = replicas;
            this.policy = policy;
            this.random = random;
            this.copies = new ArrayList<>(olds(replicas, Standing.READY));
        }

        void run() {
            for (int turn = 0; turn < 1000; turn++) {
                Step step = RolloutRules.next(replicas, policy, false, copies);
                copies.replaceAll(copy -> step.stop().containsKey(copy.id()) ? as(copy, Standing.STOPPING) : copy);
                for (int i = 0; i < step.create(); i++) {
                    copies.add(copy(sequence++, true, Standing.NOT_READY));
                }
                check();
                if (!advance()) {
                    return;
                }
            }
            throw new AssertionError("the rollout does not end: " + copies);
        }

        private void check() {
            int surge = policy.maximumSurge().roundedUp(replicas);
            int unavailable = policy.maximumUnavailable().roundedDown(replicas);
            int least = replicas - (surge == 0 ? Math.max(1, unavailable) : unavailable);
            assertThat(copies.stream()
                            .filter(copy -> copy.standing() == Standing.READY)
                            .count())
                    .isGreaterThanOrEqualTo(least);
            assertThat(copies.size()).isLessThanOrEqualTo(replicas + surge);
        }

        private boolean advance() {
            List<Copy> moving = copies.stream()
                    .filter(copy -> copy.standing() != Standing.READY)
                    .toList();
            if (moving.isEmpty()) {
                return false;
            }
            Copy chosen = moving.get(random.nextInt(moving.size()));
            copies.remove(chosen);
            if (chosen.standing() == Standing.NOT_READY) {
                copies.add(as(chosen, Standing.READY));
            }
            return true;
        }

        private static Copy as(Copy copy, Standing standing) {
            return new Copy(copy.id(), copy.current(), standing, copy.sequence());
        }
    }

    private static Amount amount(String text) {
        return text.endsWith("%")
                ? Amount.percent(Integer.parseInt(text.substring(0, text.length() - 1)))
                : Amount.of(Integer.parseInt(text));
    }

    private static List<Copy> olds(int count, Standing standing) {
        List<Copy> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            copies.add(copy(i, false, standing));
        }
        return copies;
    }

    private static Copy copy(int sequence, boolean current, Standing standing) {
        return new Copy(id(sequence), current, standing, sequence);
    }

    private static InstanceId id(int sequence) {
        return new InstanceId(WorkloadId.parse("a/b"), "i" + sequence);
    }
}
