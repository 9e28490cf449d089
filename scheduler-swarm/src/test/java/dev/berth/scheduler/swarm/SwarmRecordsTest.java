package dev.berth.scheduler.swarm;

import static dev.berth.scheduler.swarm.Rendering.ID;
import static dev.berth.scheduler.swarm.Rendering.OWNER;
import static dev.berth.scheduler.swarm.TestSwarm.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records as configs. */
class SwarmRecordsTest {
    private static final WorkloadId OTHER = WorkloadId.of("shop", "other");

    private final TestSwarm test = new TestSwarm();

    @AfterEach
    void close() {
        test.close();
    }

    private static StoredRecord record(WorkloadId id, long generation, String content) {
        return new StoredRecord(new RecordKey(id, generation), Map.of("kind", "SPEC", "note", "a=b ü"), content);
    }

    private boolean create(StoredRecord record) {
        return test.backend.createIfAbsent(record, call());
    }

    private List<StoredRecord> records(WorkloadId id) {
        return test.backend.records(id, call());
    }

    @Test
    void whatWasStoredIsReadAsItWas() {
        StoredRecord record = record(ID, 7, "{\"a\": \"ü \uD83D\uDEA2\"}\n");
        assertThat(create(record)).isTrue();
        assertThat(records(ID)).containsExactly(record);
    }

    @Test
    void aGenerationIsClaimedOnce() {
        assertThat(create(record(ID, 1, "one"))).isTrue();
        assertThat(create(record(ID, 1, "two"))).isFalse();
        assertThat(records(ID)).extracting(StoredRecord::content).containsExactly("one");
    }

    @Test
    void theOldestIsToldFirst() {
        List.of(10L, 2L, 9L).forEach(generation -> create(record(ID, generation, "x")));
        create(record(OTHER, 3, "x"));
        assertThat(records(ID)).extracting(one -> one.key().generation()).containsExactly(2L, 9L, 10L);
    }

    @Test
    void whatIsForgottenMayBeForgottenAgain() {
        create(record(ID, 1, "one"));
        create(record(ID, 2, "two"));
        test.backend.delete(new RecordKey(ID, 1), call());
        test.backend.delete(new RecordKey(ID, 1), call());
        assertThat(records(ID)).extracting(StoredRecord::content).containsExactly("two");
    }

    @Test
    void theLargestThatThereMayBeIsKept() {
        String largest = "x".repeat(512 * 1024);
        create(record(ID, 1, largest));
        assertThat(records(ID)).extracting(StoredRecord::content).containsExactly(largest);
    }

    @Test
    void otherConfigsAreNoRecords() {
        create(record(ID, 1, "one"));
        ConfigObject config = test.manager.configs.all().get(0);
        assertThat(SwarmRecords.of(OWNER, config)).isPresent();
        assertThat(SwarmRecords.of("others", config)).isEmpty();
        test.manager.label(config.name(), SwarmLabels.KIND, SwarmLabels.FILE);
        assertThat(records(ID)).isEmpty();
    }

    @Test
    void oneThatDoesNotSayWhichItIsIsNone() {
        create(record(ID, 1, "one"));
        create(record(ID, 2, "two"));
        test.manager.label(SwarmNames.record(OWNER, new RecordKey(ID, 2)), SwarmLabels.GENERATION, "latest");
        assertThat(records(ID)).extracting(StoredRecord::content).containsExactly("one");
    }

    @Test
    void aClaimWhoseAnswerIsLostIsClaimedAllTheSame() {
        test.client.next("createConfig", Fault.answerLost());
        assertThatThrownBy(() -> create(record(ID, 1, "one"))).isInstanceOf(SchedulerException.class);
        assertThat(create(record(ID, 1, "one"))).isFalse();
    }

    @Test
    void aClaimThatNobodyAnswersEndsByItsDeadline() {
        test.client.next("createConfig", Fault.silence());
        assertThatThrownBy(() -> test.backend.createIfAbsent(record(ID, 1, "one"), Call.within(Duration.ofMillis(50))))
                .isInstanceOfSatisfying(
                        SchedulerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT));
        assertThat(records(ID)).isEmpty();
    }
}
