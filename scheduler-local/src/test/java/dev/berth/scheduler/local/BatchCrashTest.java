package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JVM is killed with -9 again and again while a batch runs; the last one finishes it. */
class BatchCrashTest {
    private static final int ROUNDS = 4;
    private static final int KILLS = 3;
    private static final int COMPLETIONS = 12;

    @TempDir
    private Path directory;

    @Test
    void noAttemptIsMadeTwiceHoweverOftenTheJvmIsKilled() throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Path state = directory.resolve("state" + seed);
            Path made = directory.resolve("made" + seed);
            Random random = new Random(seed);
            for (int kill = 0; kill < KILLS; kill++) {
                KilledJvm.run(random.nextInt(120), BatchCrashChild.class, state, made, COMPLETIONS);
            }
            try (LocalLab lab = LocalLab.in(state)) {
                Run run = lab.watching().untilOver(new RunId(LocalLab.ID, "1"));
                assertThat(run.state()).as("seed %d", seed).isEqualTo(Run.State.COMPLETED);
                assertThat(run.succeeded()).isEqualTo(COMPLETIONS);
                assertThat(Files.readAllLines(made))
                        .as("seed %d", seed)
                        .containsExactlyInAnyOrder(IntStream.range(0, COMPLETIONS)
                                .mapToObj(Integer::toString)
                                .toArray(String[]::new));
            }
        }
    }
}
