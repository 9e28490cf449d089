package dev.berth.scheduler.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.status.RunId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SwarmNamesTest {
    private static final String LONGEST = "a" + "b".repeat(WorkloadId.MAXIMUM_LENGTH - 1);
    private static final List<WorkloadId> ALIKE = List.of(
            WorkloadId.of("a-b", "c"),
            WorkloadId.of("a", "b-c"),
            WorkloadId.of("ab", "c"),
            WorkloadId.of("a", "bc"),
            WorkloadId.of(LONGEST, LONGEST));

    @Test
    void aServicesNameGivesTheIdBack() {
        for (WorkloadId id : ALIKE) {
            assertThat(SwarmNames.workload(SwarmNames.service(id))).contains(id);
        }
    }

    @Test
    void aNameThatIsNeverOursIsNoWorkloads() {
        assertThat(Stream.of("web", "_web", "shop_", "Shop_web", "shop_web_1", "shop_" + "a".repeat(31)))
                .allSatisfy(name -> assertThat(SwarmNames.workload(name)).isEmpty());
    }

    @Test
    void noNameIsLongerThanASwarmTakes() {
        WorkloadId id = WorkloadId.of(LONGEST, LONGEST);

        assertThat(SwarmNames.service(id)).hasSizeLessThanOrEqualTo(63);
        assertThat(SwarmNames.run("owner", new RunId(id, "20261121t025400z"))).hasSizeLessThanOrEqualTo(63);
        assertThat(SwarmNames.record("owner", new RecordKey(id, Long.MAX_VALUE)))
                .hasSizeLessThanOrEqualTo(64);
        assertThat(SwarmNames.file("owner", id, "x".repeat(100_000))).hasSizeLessThanOrEqualTo(64);
        assertThat(SwarmNames.lease("owner".repeat(100), "controller")).hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void differentThingsHaveDifferentNamesForOneSwarmToo() {
        Set<String> names = new HashSet<>();
        int count = 0;
        for (WorkloadId id : ALIKE) {
            for (String owner : List.of("one", "two")) {
                names.add(SwarmNames.record(owner, new RecordKey(id, 1)).toLowerCase(Locale.ROOT));
                names.add(SwarmNames.run(owner, new RunId(id, "1")).toLowerCase(Locale.ROOT));
                names.add(SwarmNames.file(owner, id, "content").toLowerCase(Locale.ROOT));
                names.add(SwarmNames.file(owner, id, "Content").toLowerCase(Locale.ROOT));
                count += 4;
            }
        }
        assertThat(names).hasSize(count);
    }

    @Test
    void namesStayWhatTheyAreAsRecordsAreFoundByThem() {
        WorkloadId id = WorkloadId.of("shop", "web");

        assertThat(SwarmNames.record("owner", new RecordKey(id, 7))).isEqualTo("berth-7onrpo7c6c4oktuaslkf32gmbu-r7");
        assertThat(SwarmNames.lease("owner", "controller")).isEqualTo("berth-lease-btpfbfpaox4xsendd2m76gevej");
    }
}
