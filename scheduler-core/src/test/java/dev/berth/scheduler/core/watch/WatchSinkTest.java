package dev.berth.scheduler.core.watch;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static dev.berth.scheduler.core.testing.Specs.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.core.record.RecordFormat;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.status.WatchEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** Rules OBS-2 and OBS-3: what becomes of what an observer tells. */
class WatchSinkTest {
    private final WatchSink sink = sink(Selector.all());

    @Test
    void tellsTheInstancesToldBeforeTheirWorkloadWas() {
        sink.instance(instance(WEB, 1));
        drain(sink);

        sink.workload(report(web(1)));

        assertThat(drain(sink))
                .extracting(WatchEvent::kind)
                .containsExactlyInAnyOrder(WatchEvent.Kind.CHANGED, WatchEvent.Kind.INSTANCE_CHANGED);
    }

    @Test
    void tellsTheInstancesOfAWorkloadThatIsMeantFromNowOn() {
        WatchSink labelled = sink(Selector.all().withLabel("team", "a"));
        labelled.workload(report(web(1)));
        labelled.instance(instance(WEB, 1));
        drain(labelled);

        labelled.workload(report(web(1).toBuilder().label("team", "a").build()));

        assertThat(drain(labelled))
                .extracting(WatchEvent::kind)
                .containsExactlyInAnyOrder(WatchEvent.Kind.CHANGED, WatchEvent.Kind.INSTANCE_CHANGED);
    }

    @Test
    void tellsOfAnEndBeforeTheWorkloadIsRemoved() {
        sink.workload(report(web(1)));
        sink.instance(instance(WEB, 1));
        drain(sink);

        sink.workload(report(web(2)));
        sink.ended(instance(WEB, 1));
        sink.gone(WEB);

        assertThat(drain(sink))
                .extracting(WatchEvent::kind)
                .containsExactly(WatchEvent.Kind.INSTANCE_ENDED, WatchEvent.Kind.REMOVED);
    }

    @Test
    void tellsTheEndOfEveryInstanceThatWentWithItsWorkloadWhileTheConnectionWasLost() {
        sink.workload(report(web(20)));
        for (int i = 0; i < 20; i++) {
            sink.instance(instance(WEB, i));
        }
        drain(sink);

        sink.startOver();
        sink.synced();

        List<WatchEvent> events = drain(sink);
        assertThat(events)
                .filteredOn(event -> event.kind() == WatchEvent.Kind.INSTANCE_ENDED)
                .hasSize(20);
        assertThat(events).extracting(WatchEvent::kind).endsWith(WatchEvent.Kind.REMOVED, WatchEvent.Kind.SYNCED);
    }

    @Test
    void tellsAnEndOnceThoughHowItCameIsToldAMomentAfterTheConnectionIsBack() {
        sink.workload(report(web(1)));
        sink.instance(instance(WEB, 1));
        drain(sink);
        sink.startOver();
        sink.workload(report(web(1)));
        sink.synced();

        sink.ended(instance(WEB, 1));

        assertThat(drain(sink))
                .filteredOn(event -> event.kind() == WatchEvent.Kind.INSTANCE_ENDED)
                .singleElement()
                .satisfies(event -> assertThat(
                                ((WatchEvent.InstanceEnded) event).instance().reason())
                        .isEqualTo("UNOBSERVED_END"));
    }

    @Test
    void tellsWhatEndedWhileAConnectionWasLostBeforeWhatTookItsPlaceAndBothOnceAllIsTold() {
        sink.workload(report(web(1)));
        sink.instance(instance(WEB, 1));
        sink.synced();
        drain(sink);

        sink.startOver();
        sink.workload(report(web(1)));
        sink.instance(instance(WEB, 2));
        assertThat(drain(sink)).as("told of a part").isEmpty();
        sink.synced();

        assertThat(drain(sink))
                .extracting(WatchEvent::kind)
                .startsWith(WatchEvent.Kind.INSTANCE_ENDED)
                .contains(WatchEvent.Kind.INSTANCE_CHANGED)
                .endsWith(WatchEvent.Kind.SYNCED);
    }

    @Test
    void tellsASlowReaderOfAnEndBeforeWhatTookItsPlaceThoughItWasOverLater() {
        sink.workload(report(web(1)));
        sink.instance(instance(WEB, 1));
        drain(sink);

        sink.instance(instance(WEB, 1).toBuilder().state(InstanceState.STOPPING).build());
        sink.instance(instance(WEB, 2));
        sink.ended(instance(WEB, 1));

        assertThat(drain(sink))
                .extracting(WatchEvent::kind)
                .filteredOn(kind -> kind != WatchEvent.Kind.CHANGED)
                .containsExactly(WatchEvent.Kind.INSTANCE_ENDED, WatchEvent.Kind.INSTANCE_CHANGED);
    }

    @Test
    void tellsWhatWasKnownBeforeAConnectionWasLostWhileItIsLost() {
        sink.workload(report(web(1)));

        sink.startOver();

        assertThat(drain(sink)).extracting(WatchEvent::kind).containsExactly(WatchEvent.Kind.CHANGED);
    }

    @Test
    void keepsNothingBackOnceNothingMoreWillCome() {
        sink.workload(report(web(1)));
        sink.startOver();
        sink.instance(instance(WEB, 1));

        sink.release();

        assertThat(drain(sink)).extracting(WatchEvent::kind).contains(WatchEvent.Kind.INSTANCE_CHANGED);
        assertThat(sink.isEmpty()).isTrue();
    }

    @Test
    void keepsNothingOfWorkloadsThatCameAndWentUnread() {
        for (int i = 0; i < 1000; i++) {
            WorkloadId id = WorkloadId.of("demo", "run-" + i);
            sink.workload(report(workload(id, 1, "x")));
            sink.instance(instance(id, 1));
            sink.ended(instance(id, 1));
            sink.gone(id);
        }

        assertThat(sink.isEmpty()).isTrue();
    }

    private static WatchSink sink(Selector selector) {
        ReentrantLock lock = new ReentrantLock();
        return new WatchSink(selector, lock, lock.newCondition());
    }

    private static Instance instance(WorkloadId id, int number) {
        return Instance.builder(new InstanceId(id, "i" + number), InstanceState.RUNNING)
                .build();
    }

    private static WorkloadReport report(WorkloadSpec spec) {
        Version version = new Version("life", 1);
        WorkloadRecord record = new WorkloadRecord(
                WorkloadRecord.Kind.SPEC, version, 1, spec, "d", "t", "1", List.of(), Instant.EPOCH, Instant.EPOCH);
        return WorkloadReport.of(RecordFormat.write(record), Optional.of(version), 1, List.of(), Optional.empty());
    }

    private static List<WatchEvent> drain(WatchSink sink) {
        List<WatchEvent> events = new ArrayList<>();
        for (Optional<WatchEvent> next = sink.next(); next.isPresent(); next = sink.next()) {
            events.add(next.get());
        }
        return events;
    }
}
