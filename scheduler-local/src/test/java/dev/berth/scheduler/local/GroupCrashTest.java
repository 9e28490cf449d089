package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JVM is killed with -9 while the tasks of an instance are started one after the other; the next one goes on. */
class GroupCrashTest {
    private static final int ROUNDS = 8;
    private static final int LONGEST = 150;

    @TempDir
    private Path directory;

    @Test
    void everyTaskIsStartedOnceAndInOrderWheneverTheJvmIsKilled() throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Path state = directory.resolve("state" + seed);
            Path made = directory.resolve("made" + seed);
            KilledJvm.run(new Random(seed).nextInt(LONGEST), GroupCrashChild.class, state, made);
            try (LocalLab lab = LocalLab.in(state)) {
                lab.untilReady(1);
                assertThat(Files.readAllLines(made)).as("seed %d", seed).containsExactly("one", "log", "two", "main");
                assertThat(lab.instances().get(0).restarts()).isZero();
            }
        }
    }
}
