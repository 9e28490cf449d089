package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.ID;
import static dev.berth.scheduler.k8s.Rendering.OWNER;
import static dev.berth.scheduler.k8s.TestKubernetes.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Records as ConfigMaps that nobody can make twice. */
class RecordStoreTest {
    private final TestKubernetes test = new TestKubernetes();
    private final RecordStore records = new RecordStore(test.client, OWNER);

    private static StoredRecord record(WorkloadId id, long generation, String content) {
        return new StoredRecord(new RecordKey(id, generation), Map.of("mode", "REPLICATED"), content);
    }

    private ObjectNode stored(StoredRecord record) {
        return test.objects
                .find(ObjectKind.CONFIG_MAP, record.key().id().namespace(), KubernetesNames.record(OWNER, record.key()))
                .orElseThrow();
    }

    @Test
    void aGenerationIsClaimedOnceWithOneRequest() {
        assertThat(records.create(record(ID, 1, "first"), call())).isTrue();
        assertThat(test.requests.made()).containsExactly("create CONFIG_MAP");
        assertThat(records.create(record(ID, 1, "second"), call())).isFalse();
        assertThat(records.list(ID, call())).containsExactly(record(ID, 1, "first"));
    }

    @Test
    void theFirstRecordOfANamespaceMakesTheNamespace() {
        WorkloadId elsewhere = WorkloadId.of("new", "web");
        assertThat(records.create(record(elsewhere, 1, "first"), call())).isTrue();
        assertThat(test.requests.made()).containsExactly("create CONFIG_MAP", "createNamespace", "create CONFIG_MAP");
        assertThat(test.server.namespaces).contains("new");
    }

    @Test
    void areListedOldestFirstWithOneRequestAndThoseOfOthersAreNotAmongThem() {
        for (long generation : new long[] {10, 2, 1}) {
            assertThat(records.create(record(ID, generation, "text " + generation), call()))
                    .isTrue();
        }
        assertThat(records.create(record(WorkloadId.of("shop", "other"), 1, "x"), call()))
                .isTrue();
        assertThat(new RecordStore(test.client, "others").create(record(ID, 3, "x"), call()))
                .isTrue();
        test.requests.made();
        assertThat(records.list(ID, call()))
                .extracting(record -> record.key().generation())
                .containsExactly(1L, 2L, 10L);
        assertThat(test.requests.made()).containsExactly("list CONFIG_MAP");
    }

    @Test
    void aLongOneIsStoredSmallAndReadBackAsItWas() {
        StringBuilder text = new StringBuilder();
        new Random(1).ints(400_000, 0, 64).forEach(number -> text.append((char) (' ' + number)));
        text.append("ü\0\n\"");
        StoredRecord record = record(ID, 1, text.toString());
        assertThat(records.create(record, call())).isTrue();
        assertThat(stored(record).has("data")).isFalse();
        assertThat(stored(record).toString().length()).isLessThan(420_000);
        assertThat(records.list(ID, call())).containsExactly(record);
    }

    @Test
    void aForgottenOneIsGoneAndForgettingItAgainIsNoFailure() {
        StoredRecord record = record(ID, 1, "first");
        assertThat(records.create(record, call())).isTrue();
        records.delete(record.key(), call());
        assertThat(records.list(ID, call())).isEmpty();
        records.delete(record.key(), call());
    }
}
