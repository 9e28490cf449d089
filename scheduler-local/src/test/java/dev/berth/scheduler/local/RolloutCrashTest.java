package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.status.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule UPD-6: the JVM is killed with -9 at some point of a rollout; the next one ends it, without being asked. */
class RolloutCrashTest {
    private static final int ROUNDS = 20;
    private static final int LONGEST_MILLIS = 300;

    @TempDir
    private Path directory;

    @Test
    void aRolloutEndsByItselfAndNoInstanceRunsTwice() {
        Random random = new Random(20);
        try (LocalLab lab = LocalLab.in(directory)) {
            RolloutCrashChild.apply(lab, RolloutCrashChild.spec(directory, 0));
            ended(lab, 0);
            for (int round = 1; round <= ROUNDS; round++) {
                int number = round;
                lab.whileClosed(() -> crash(number, random.nextInt(LONGEST_MILLIS)));
                ended(lab, round);
            }
        }
    }

    /** Exactly the instances of the new revision, each with exactly one process, and no other process. */
    private void ended(LocalLab lab, int round) {
        List<Instance> running = lab.until(all -> all.size() == RolloutCrashChild.REPLICAS
                && all.stream().allMatch(one -> one.ready() && one.revision() == round + 1));
        Set<String> expected = new HashSet<>();
        running.forEach(instance -> expected.add(instance.id().toString()));
        assertThat(Processes.awaitInstances(RolloutCrashChild.LAB + "=" + directory, expected))
                .as("round %d", round)
                .doesNotHaveDuplicates()
                .hasSameElementsAs(expected);
    }

    private void crash(int number, int milliseconds) {
        try {
            KilledJvm.run(milliseconds, RolloutCrashChild.class, directory, number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
