package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule IDN-2, over everything that ends instances or makes new ones, with the store opened again in between. */
class InstanceIdentityTest {
    private static final int STEPS = 24;

    @TempDir
    private Path directory;

    private final Set<InstanceId> past = new HashSet<>();
    private LocalLab lab;
    private int replicas;
    private int template;
    private boolean there;

    @BeforeEach
    void open() {
        lab = LocalLab.in(directory);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void noIdIsGivenAgainWhateverHappens() {
        Random random = new Random(7);
        for (int step = 0; step < STEPS; step++) {
            List<Instance> before = lab.instances();
            String what = step(random);
            List<Instance> after = lab.untilReady(replicas);

            assertThat(after).as(what).extracting(Instance::id).noneMatch(past::contains);
            before.stream()
                    .map(Instance::id)
                    .filter(id -> after.stream().noneMatch(now -> now.id().equals(id)))
                    .forEach(past::add);
        }
        assertThat(past).hasSizeGreaterThan(STEPS / 2);
    }

    @Test
    void aRestartKeepsTheIdOnItsNodeAndCounts() {
        lab.apply(LocalLab.sleep(1));
        Instance before = lab.untilReady(1).get(0);

        Processes.kill("sleep 1000", lab, 1);
        Instance after = lab.untilOne(instance -> instance.ready() && instance.restarts() == 1);
        lab.reopen();

        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.node()).isEqualTo(before.node());
        assertThat(lab.untilReady(1)).containsExactly(after);
    }

    private String step(Random random) {
        int choice = there ? random.nextInt(5) : 0;
        switch (choice) {
            case 0 -> apply(1 + random.nextInt(3));
            case 1 -> scale(random.nextInt(4));
            case 2 -> lab.reopen();
            case 3 -> {
                lab.remove();
                lab.untilGone();
                there = false;
                replicas = 0;
            }
            default -> {
                scale(0);
                lab.untilReady(0);
                scale(2);
            }
        }
        return "step of kind " + choice;
    }

    private void apply(int count) {
        replicas = count;
        there = true;
        template++;
        WorkloadSpec.Builder spec = LocalLab.spec(count, "/bin/sleep", Integer.toString(1000 + template));
        lab.apply(spec);
        lab.until(all -> all.stream().filter(Instance::ready).count() == count
                && all.stream()
                        .allMatch(instance -> instance.revision() == all.get(0).revision()));
    }

    private void scale(int count) {
        replicas = count;
        lab.scale(count);
    }
}
