package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
            crash(state, made, new Random(seed).nextInt(LONGEST));
            try (LocalLab lab = LocalLab.in(state)) {
                lab.untilReady(1);
                assertThat(Files.readAllLines(made)).as("seed %d", seed).containsExactly("one", "log", "two", "main");
                assertThat(lab.instances().get(0).restarts()).isZero();
            }
        }
    }

    private static void crash(Path state, Path made, int milliseconds) throws Exception {
        Process child = GroupCrashChild.start(state, made);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("accepted");
            child.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        } finally {
            child.toHandle().destroyForcibly();
            child.waitFor();
        }
    }
}
