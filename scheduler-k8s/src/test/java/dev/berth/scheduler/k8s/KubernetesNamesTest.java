package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.status.RunId;
import org.junit.jupiter.api.Test;

class KubernetesNamesTest {
    private static final WorkloadId LONGEST = WorkloadId.of("n", "a" + "b".repeat(WorkloadId.MAXIMUM_LENGTH - 1));
    private static final WorkloadId ID = WorkloadId.of("shop", "web");

    @Test
    void noNameIsLongerThanKubernetesTakes() {
        assertThat(KubernetesNames.job(LONGEST, Long.MAX_VALUE)).hasSizeLessThanOrEqualTo(63);
        assertThat(KubernetesNames.run(new RunId(LONGEST, "20261121t025400z"))).hasSizeLessThanOrEqualTo(63);
        assertThat(KubernetesNames.file("owner", LONGEST, "x".repeat(100_000))).hasSizeLessThanOrEqualTo(63);
        assertThat(KubernetesNames.record("owner", new RecordKey(LONGEST, Long.MAX_VALUE)))
                .hasSizeLessThanOrEqualTo(253);
    }

    @Test
    void recordsOfDifferentOwnersAndGenerationsHaveDifferentNames() {
        assertThat(KubernetesNames.record("one", new RecordKey(ID, 1)))
                .isNotEqualTo(KubernetesNames.record("two", new RecordKey(ID, 1)))
                .isNotEqualTo(KubernetesNames.record("one", new RecordKey(ID, 2)));
    }

    @Test
    void namesStayWhatTheyAreAsRecordsAreFoundByThem() {
        assertThat(KubernetesNames.record("owner", new RecordKey(ID, 7)))
                .isEqualTo("web.r7." + KubernetesLabels.owner("owner") + ".berth");
        assertThat(KubernetesLabels.owner("owner")).isEqualTo("jqics2l64nmhcxj2csrk3waxys");
    }

    @Test
    void anotherContentIsAnotherFile() {
        assertThat(KubernetesNames.file("owner", ID, "one")).isNotEqualTo(KubernetesNames.file("owner", ID, "two"));
    }
}
