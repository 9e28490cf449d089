package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.local.document.WorkloadObject;
import dev.berth.scheduler.local.document.WorkloadObjectForm;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.status.Instance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JVM is killed with -9 at moments it doesn't choose, and another one comes after it. */
class CrashTest {
    private static final int ROUNDS = 20;

    @TempDir
    private Path directory;

    @Test
    void nothingAcceptedIsLostAndNothingIsStartedTwice() throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            int least = crash(seed);
            try (LocalLab lab = LocalLab.in(directory)) {
                List<NativeObject> objects = lab.observed(LocalLab.ID).objects();
                if (objects.isEmpty()) {
                    assertThat(least).as("seed %d", seed).isNegative();
                    continue;
                }
                WorkloadObject accepted = WorkloadObjectForm.read(objects.get(0).document());
                assertThat(Integer.parseInt(accepted.labels().getOrDefault("edit", "-1")))
                        .as("seed %d", seed)
                        .isGreaterThanOrEqualTo(least);
                settled(lab, accepted, directory, seed);
            }
        }
    }

    /** Exactly the wanted instances, each with exactly one process, and no process of an instance that isn't there. */
    private static void settled(LocalLab lab, WorkloadObject accepted, Path directory, int seed) {
        List<Instance> running = lab.until(all -> all.size() == accepted.replicas()
                && all.stream().allMatch(one -> one.ready() && one.revision() == accepted.revision()));
        Set<String> expected = new HashSet<>();
        running.forEach(instance -> expected.add(instance.id().toString()));
        List<String> processes = Processes.awaitInstances(CrashChild.LAB + "=" + directory, expected);
        assertThat(processes).as("seed %d", seed).doesNotHaveDuplicates().hasSameElementsAs(expected);
    }

    /** The number of the last edit the child said was accepted. */
    private int crash(int seed) throws IOException, InterruptedException {
        Process child = KilledJvm.start(CrashChild.class, directory, seed);
        int accepted = -1;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("open");
            int last = new Random(seed).nextInt(6);
            while (accepted < last && lines.readLine() != null) {
                accepted++;
            }
            // Some way into the next edit.
            child.waitFor(new Random(seed + 1000L).nextInt(40), TimeUnit.MILLISECONDS);
            // Not through the Process, which would close what the child said last.
            child.toHandle().destroyForcibly();
            child.waitFor();
            while (lines.readLine() != null) {
                accepted++;
            }
        }
        return accepted;
    }
}
