package dev.berth.scheduler.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.local.cluster.GlobalRules.Placed;
import dev.berth.scheduler.local.cluster.GlobalRules.Step;
import dev.berth.scheduler.local.cluster.RolloutRules.Copy;
import dev.berth.scheduler.local.cluster.RolloutRules.Standing;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One instance on each node that matches, and none elsewhere (rule GLB-1). */
class GlobalRulesTest {
    private static final RolloutPolicy USUAL = RolloutPolicy.DEFAULT;

    @Test
    void makesOneOnEachNodeThatHasNone() {
        Step step =
                GlobalRules.next(Set.of("a", "b", "c"), USUAL, false, List.of(placed(0, true, Standing.READY, "b")));
        assertThat(step).isEqualTo(new Step(List.of("a", "c"), Map.of()));
    }

    @Test
    void stopsWhatIsOnANodeThatDoesNotMatch() {
        Step step = GlobalRules.next(
                Set.of("a"),
                USUAL,
                false,
                List.of(placed(0, true, Standing.READY, "a"), placed(1, true, Standing.READY, "b")));
        assertThat(step).isEqualTo(new Step(List.of(), Map.of(id(1), Reason.NOT_MATCHING)));
    }

    @Test
    void followsNodesWhilePausedAndReplacesNothing() {
        Step step = GlobalRules.paused(
                Set.of("a", "c"), List.of(placed(0, false, Standing.READY, "a"), placed(1, true, Standing.READY, "b")));
        assertThat(step).isEqualTo(new Step(List.of("c"), Map.of(id(1), Reason.NOT_MATCHING)));
    }

    @Test
    void keepsTheBetterOfTwoOnANode() {
        Step step = GlobalRules.next(
                Set.of("a"),
                USUAL,
                false,
                List.of(placed(0, true, Standing.NOT_READY, "a"), placed(1, true, Standing.READY, "a")));
        assertThat(step.stop()).containsOnlyKeys(id(0));
    }

    @Test
    void waitsForWhatIsStillStoppingOnTheNode() {
        Step step = GlobalRules.next(Set.of("a"), USUAL, false, List.of(placed(0, false, Standing.STOPPING, "a")));
        assertThat(step).isEqualTo(new Step(List.of(), Map.of()));
    }

    @Test
    void surgesBesideTheOldOne() {
        List<Placed> old = List.of(
                placed(0, false, Standing.READY, "a"),
                placed(1, false, Standing.READY, "b"),
                placed(2, false, Standing.READY, "c"));
        assertThat(GlobalRules.next(Set.of("a", "b", "c"), USUAL, false, old))
                .isEqualTo(new Step(List.of("a"), Map.of()));
        assertThat(GlobalRules.next(Set.of("a", "b", "c"), USUAL, true, old))
                .isEqualTo(new Step(List.of(), Map.of(id(0), Reason.REPLACED)));
    }

    @Test
    void allAtOnceStopsAllBeforeItStartsAny() {
        List<Placed> copies = List.of(placed(0, false, Standing.READY, "a"), placed(1, false, Standing.STOPPING, "b"));
        Step step = GlobalRules.next(new TreeSet<>(Set.of("a", "b", "c")), RolloutPolicy.allAtOnce(), false, copies);
        assertThat(step).isEqualTo(new Step(List.of(), Map.of(id(0), Reason.REPLACED)));
    }

    /** Nodes come and go all the while; what is made gets ready and what is to stop is gone, one at a time. */
    @ParameterizedTest
    @CsvSource({"1,25%,25%", "3,25%,25%", "4,1,0", "4,0,1", "5,40%,0", "7,2,3", "10,25%,25%", "4,100%,0", "6,50%,50%"})
    void neverHasTooFewNodesReadyNorTooManyInstances(int nodes, String unavailable, String surge) {
        RolloutPolicy policy = RolloutPolicy.builder()
                .maximumUnavailable(amount(unavailable))
                .maximumSurge(amount(surge))
                .build();
        for (int seed = 0; seed < 50; seed++) {
            Machine machine = new Machine(nodes, policy, new Random(seed));
            machine.run();
            assertThat(machine.copies)
                    .as("seed %d", seed)
                    .allMatch(placed -> placed.copy().current() && placed.copy().standing() == Standing.READY)
                    .extracting(Placed::node)
                    .containsExactlyInAnyOrderElementsOf(machine.nodes);
        }
    }

    private static final class Machine {
        private final Set<String> nodes = new TreeSet<>();
        private final RolloutPolicy policy;
        private final Random random;
        private final List<Placed> copies = new ArrayList<>();
        private int sequence;
        private int changes = 10;

        Machine(int count, RolloutPolicy policy, Random random) {
            this.policy = policy;
            this.random = random;
            for (; sequence < count; sequence++) {
                nodes.add("n" + sequence);
                copies.add(placed(sequence, false, Standing.READY, "n" + sequence));
            }
        }

        void run() {
            for (int turn = 0; turn < 2000; turn++) {
                Set<String> covered = ready();
                Step step = GlobalRules.next(nodes, policy, false, copies);
                copies.replaceAll(
                        placed -> step.stop().containsKey(placed.copy().id()) ? as(placed, Standing.STOPPING) : placed);
                step.create().forEach(node -> copies.add(placed(sequence++, true, Standing.NOT_READY, node)));
                check(covered);
                if (!advance()) {
                    return;
                }
            }
            throw new AssertionError("the rollout does not end: " + copies);
        }

        /** Only what was ready before can have been taken away by a step. */
        private void check(Set<String> covered) {
            int surge = policy.maximumSurge().roundedUp(nodes.size());
            int unavailable = policy.maximumUnavailable().roundedDown(nodes.size());
            int least = nodes.size() - (surge == 0 ? Math.max(1, unavailable) : unavailable);
            assertThat(ready().size()).isGreaterThanOrEqualTo(Math.min(covered.size(), least));
            Stream<Placed> within = copies.stream().filter(placed -> nodes.contains(placed.node()));
            assertThat(within.count()).isLessThanOrEqualTo((long) nodes.size() + largestSurge(surge));
        }

        /** With a node less there may be more than it allows, which is then no step's doing. */
        private int largestSurge(int surge) {
            return Math.max(surge, policy.maximumSurge().roundedUp(nodes.size() + 10));
        }

        private Set<String> ready() {
            Set<String> ready = new TreeSet<>();
            copies.stream()
                    .filter(placed -> placed.copy().standing() == Standing.READY && nodes.contains(placed.node()))
                    .forEach(placed -> ready.add(placed.node()));
            return ready;
        }

        private boolean advance() {
            if (changes > 0 && random.nextInt(5) == 0) {
                changes--;
                changeNodes();
                return true;
            }
            List<Placed> moving = copies.stream()
                    .filter(placed -> placed.copy().standing() != Standing.READY)
                    .toList();
            if (moving.isEmpty()) {
                return false;
            }
            Placed chosen = moving.get(random.nextInt(moving.size()));
            copies.remove(chosen);
            if (chosen.copy().standing() == Standing.NOT_READY) {
                copies.add(as(chosen, Standing.READY));
            }
            return true;
        }

        private void changeNodes() {
            String some = "n" + random.nextInt(12);
            if (!nodes.remove(some)) {
                nodes.add(some);
            }
        }

        private static Placed as(Placed placed, Standing standing) {
            Copy copy = placed.copy();
            return new Placed(new Copy(copy.id(), copy.current(), standing, copy.sequence()), placed.node());
        }
    }

    private static Amount amount(String text) {
        return text.endsWith("%")
                ? Amount.percent(Integer.parseInt(text.substring(0, text.length() - 1)))
                : Amount.of(Integer.parseInt(text));
    }

    private static Placed placed(int sequence, boolean current, Standing standing, String node) {
        return new Placed(new Copy(id(sequence), current, standing, sequence), node);
    }

    private static InstanceId id(int sequence) {
        return new InstanceId(WorkloadId.parse("a/b"), "i" + sequence);
    }
}
