package dev.berth.scheduler.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule IDN-2. */
class UidsTest {
    private static final WorkloadId WEB = WorkloadId.of("demo", "web");
    private static final WorkloadId OTHER = WorkloadId.of("demo", "other");

    /** Of chances so bad that most names come up many times, each is given once to each workload all the same. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neverGivesAnIdThatIsThere(long seed) {
        Random random = new Random(seed);
        RandomGenerator coin = new RandomGenerator() {
            @Override
            public long nextLong() {
                return random.nextLong();
            }

            @Override
            public int nextInt(int bound) {
                return random.nextInt(2);
            }
        };
        Set<InstanceId> given = new HashSet<>();
        Uids uids = new Uids(coin, given::contains);

        for (int i = 0; i < 200; i++) {
            assertThat(given.add(uids.next(WEB))).as("seed %d", seed).isTrue();
            assertThat(given.add(uids.next(OTHER))).as("seed %d", seed).isTrue();
        }
        assertThat(given).extracting(InstanceId::uid).allMatch(uid -> uid.matches("[a-z2-7]{8}"));
    }
}
