package dev.berth.scheduler.core.watch;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.WatchEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rule OBS-3: a slow reader costs bounded memory. */
class PendingEventsTest {
    private final PendingEvents pending = new PendingEvents(new ClusterView(Selector.all()));

    @Test
    void keepsTheLastEndsAndCountsTheRest() {
        for (int i = 0; i < PendingEvents.KEPT_ENDS + 5; i++) {
            pending.ended(Instance.builder(new InstanceId(WEB, "i" + i), InstanceState.FAILED)
                    .build());
        }

        List<WatchEvent.InstanceEnded> ends =
                drain().stream().map(WatchEvent.InstanceEnded.class::cast).toList();

        assertThat(ends).hasSize(PendingEvents.KEPT_ENDS);
        assertThat(ends.get(0).dropped()).isEqualTo(5);
        assertThat(ends.get(0).instance().id().uid()).isEqualTo("i5");
        assertThat(ends).extracting(WatchEvent.InstanceEnded::dropped).endsWith(0L);
    }

    @Test
    void tellsNothingOfAWorkloadThatWasNeverTold() {
        pending.changed(WEB);

        assertThat(drain()).isEmpty();
    }

    @Test
    void conflatesSyncedToItsLastPlace() {
        pending.synced(false);
        pending.ended(
                Instance.builder(new InstanceId(WEB, "i"), InstanceState.FAILED).build());
        pending.synced(true);

        assertThat(drain())
                .extracting(WatchEvent::kind)
                .containsExactly(WatchEvent.Kind.INSTANCE_ENDED, WatchEvent.Kind.SYNCED);
    }

    private List<WatchEvent> drain() {
        List<WatchEvent> events = new ArrayList<>();
        for (Optional<WatchEvent> next = pending.next(); next.isPresent(); next = pending.next()) {
            events.add(next.get());
        }
        return events;
    }
}
