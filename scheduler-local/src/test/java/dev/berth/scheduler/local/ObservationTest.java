package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.Version;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the SPI promises of records, preconditions and failures. */
class ObservationTest {
    @TempDir
    private Path directory;

    private LocalLab lab;

    @BeforeEach
    void open() {
        lab = LocalLab.in(directory);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void aRecordIsCreatedOnceAndKeptWhole() {
        StoredRecord record = new StoredRecord(
                new RecordKey(LocalLab.ID, 3), Map.of("digest", "v1:ü", "kind", "SPEC"), "line\n\"two\" \\ ü");
        assertThat(lab.backend().createIfAbsent(record, LocalLab.call())).isTrue();
        assertThat(lab.backend().createIfAbsent(record, LocalLab.call())).isFalse();
        lab.backend().createIfAbsent(new StoredRecord(new RecordKey(LocalLab.ID, 12), Map.of(), ""), LocalLab.call());
        lab.reopen();
        assertThat(lab.backend().records(LocalLab.ID, LocalLab.call()))
                .extracting(stored -> stored.key().generation())
                .containsExactly(3L, 12L);
        assertThat(lab.backend().records(LocalLab.ID, LocalLab.call())).first().isEqualTo(record);
        assertThat(lab.observed(LocalLab.ID).latest())
                .map(header -> header.key().generation())
                .contains(12L);
        lab.backend().delete(record.key(), LocalLab.call());
        lab.backend().delete(record.key(), LocalLab.call());
        assertThat(lab.backend().records(LocalLab.ID, LocalLab.call())).hasSize(1);
    }

    @Test
    void aWriteOnAnOlderStateIsAConflictAndChangesNothing() {
        lab.apply(LocalLab.sleep(0));
        Observed before = lab.observed(LocalLab.ID);
        lab.scale(0);
        NativeObject object = before.objects().get(0);
        for (NativeWrite.Action action : List.of(NativeWrite.Action.UPDATE, NativeWrite.Action.DELETE)) {
            NativeWrite write = new NativeWrite(action, object, before.mark(), false);
            assertThatThrownBy(() -> lab.backend().send(LocalLab.ID, write, LocalLab.call()))
                    .isInstanceOf(ConflictException.class);
        }
        NativeWrite create = new NativeWrite(NativeWrite.Action.CREATE, object, Optional.empty(), false);
        assertThatThrownBy(() -> lab.backend().send(LocalLab.ID, create, LocalLab.call()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("test/web has changed");
        assertThat(lab.observed(LocalLab.ID).applied()).map(Version::generation).contains(2L);
    }

    @Test
    void theObjectOfAnotherInstallationIsInTheWayAndNamed() {
        NativeObject theirs = new LocalTranslator()
                .render(RenderInput.of(
                        LocalLab.sleep(0).build(), new Version("life", 1), 1, List.of(), "somebody else"))
                .get(0);
        lab.backend()
                .send(
                        LocalLab.ID,
                        new NativeWrite(NativeWrite.Action.CREATE, theirs, Optional.empty(), false),
                        LocalLab.call());
        Observed observed = lab.observed(LocalLab.ID);
        assertThat(observed.foreign()).contains("test/web");
        assertThat(observed.objects()).isEmpty();
        lab.backend()
                .send(
                        LocalLab.ID,
                        new NativeWrite(NativeWrite.Action.DELETE, theirs, observed.mark(), true),
                        LocalLab.call());
    }

    @Test
    void nodesTellWhatIsRequestedOfThem() {
        assertThat(lab.watching()
                        .untilNode("local", node -> node.allocatable().cpu().isPresent())
                        .attributes())
                .containsEntry("os", "linux")
                .containsEntry("node.id", "local");
    }

    @Test
    void aStateDirectoryThatIsHeldFailsTheCallsUntilItIsFree() {
        Backend second = LocalProvider.embedded(
                LocalConfig.in(directory), new BackendContext("second", "test", Clock.systemUTC()));
        assertThatThrownBy(() -> second.ids(Selector.all(), LocalLab.call()))
                .isInstanceOfSatisfying(
                        SchedulerException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("is held by this process");
        lab.whileClosed(() -> {
            assertThat(second.ids(Selector.all(), LocalLab.call())).isEmpty();
            second.close();
        });
    }

    @Test
    void aCallThatIsOverDoesNothing() {
        Call over = Call.within(Duration.ZERO);
        assertThatThrownBy(() -> lab.backend().ids(Selector.all(), over))
                .isInstanceOfSatisfying(
                        SchedulerException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT));
    }

    @Test
    void aClosedBackendIsUnavailable() {
        Backend backend = lab.backend();
        lab.reopen();
        assertThatThrownBy(() -> backend.ids(Selector.all(), LocalLab.call()))
                .isInstanceOfSatisfying(
                        SchedulerException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }
}
