package dev.berth.scheduler.core.watch;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.core.testing.MemoryBackend;
import dev.berth.scheduler.core.testing.MemoryTranslator;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.WatchEvent;
import dev.berth.scheduler.status.Workload;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules OBS-2 and OBS-4, on the read path alone. */
class WatchFeedTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final MemoryBackend backend = new MemoryBackend();
    private final Scheduler scheduler = new BackendScheduler(
            backend, new MemoryTranslator(), new BackendContext("memory", "test", Clock.systemUTC()));
    private final List<WatchEvent> seen = new ArrayList<>();
    private Feed<WatchEvent> feed = scheduler.watch(Selector.all());

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void givesASnapshotThenSyncedThenChanges() throws InterruptedException {
        feed.close();
        scheduler.workloads().apply(web(2));
        feed = scheduler.watch(Selector.all());

        until(event -> event.kind() == WatchEvent.Kind.SYNCED);
        assertThat(seen)
                .extracting(WatchEvent::kind)
                .contains(WatchEvent.Kind.CHANGED, WatchEvent.Kind.INSTANCE_CHANGED)
                .last()
                .isEqualTo(WatchEvent.Kind.SYNCED);

        scheduler.workloads().scale(WEB, 3);
        until(event -> event instanceof WatchEvent.Changed changed
                && changed.workload().status().ready() == 3
                && changed.workload().status().phase() == Phase.STABLE);
    }

    @Test
    void tellsRemovedOnceItsObjectsAreGoneThoughNobodyForgetsItsRecords() throws InterruptedException {
        scheduler.workloads().apply(web(1));
        until(event -> event.kind() == WatchEvent.Kind.INSTANCE_CHANGED);

        scheduler.workloads().remove(WEB);

        until(event -> event.kind() == WatchEvent.Kind.REMOVED);
        assertThat(seen).extracting(WatchEvent::kind).endsWith(WatchEvent.Kind.INSTANCE_ENDED, WatchEvent.Kind.REMOVED);
    }

    @Test
    void tellsRemovedOnlyOnce() throws InterruptedException {
        scheduler.workloads().apply(web(1));
        until(event -> event.kind() == WatchEvent.Kind.CHANGED);
        scheduler.workloads().remove(WEB);
        until(event -> event.kind() == WatchEvent.Kind.REMOVED);

        for (long generation = 1; generation <= 2; generation++) {
            backend.delete(
                    new dev.berth.scheduler.spi.RecordKey(WEB, generation), dev.berth.scheduler.spi.Call.within(LIMIT));
        }
        scheduler.workloads().apply(web(2));
        until(event -> event instanceof WatchEvent.Changed changed
                && changed.workload().status().ready() == 2);

        assertThat(seen)
                .filteredOn(event -> event.kind() == WatchEvent.Kind.REMOVED)
                .hasSize(1);
    }

    @Test
    void equalsTheBackendAgainAfterALostConnection() throws InterruptedException {
        scheduler.workloads().apply(web(2));
        until(event -> event instanceof WatchEvent.Changed changed
                && changed.workload().status().ready() == 2);

        CountDownLatch scaled = new CountDownLatch(1);
        backend.before(request -> {
            if (request.equals("observe")) {
                await(scaled);
            }
        });
        backend.disconnect();
        scheduler.workloads().scale(WEB, 1);
        scaled.countDown();
        until(event -> event instanceof WatchEvent.Synced synced && synced.again());

        assertThat(seen)
                .filteredOn(event -> event.kind() == WatchEvent.Kind.INSTANCE_ENDED)
                .hasSize(1);
        assertThat(lastChange().workload().status().ready()).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void tellsOnlyWhatIsMeant() throws InterruptedException {
        feed.close();
        feed = scheduler.watch(Selector.all().withLabel("team", "a"));
        scheduler.workloads().apply(web(1));
        scheduler.workloads().apply(web(1).toBuilder().label("team", "a").build());
        until(event -> event.kind() == WatchEvent.Kind.CHANGED);

        scheduler.workloads().apply(web(1));
        until(event -> event.kind() == WatchEvent.Kind.REMOVED);

        assertThat(seen)
                .filteredOn(event -> event.kind() == WatchEvent.Kind.REMOVED)
                .hasSize(1);
    }

    @Test
    void endsWithTheFailureThatCanNotPass() {
        feed.close();
        backend.before(request -> {
            if (request.equals("observe")) {
                throw new BackendException("no such thing", dev.berth.scheduler.error.Effect.NONE, "raw", null);
            }
        });
        feed = scheduler.watch(Selector.all());

        assertThatThrownBy(() -> until(event -> false))
                .isInstanceOf(BackendException.class)
                .hasMessage("no such thing");
        assertThat(feed.ended()).isTrue();
    }

    @Test
    void endsWhenClosed() throws InterruptedException {
        until(event -> event.kind() == WatchEvent.Kind.SYNCED);

        feed.close();

        assertThat(feed.poll(LIMIT)).isEmpty();
        assertThat(feed.ended()).isTrue();
    }

    @Test
    void keepsNothingOfALostConnection() throws InterruptedException {
        until(event -> event.kind() == WatchEvent.Kind.SYNCED);

        backend.disconnect();
        until(event -> event instanceof WatchEvent.Synced synced && synced.again());

        // What waits for the end of a call is kept as long as the call is.
        assertThat(backend.watches()).hasSize(2).doesNotHaveDuplicates();
    }

    private WatchEvent.Changed lastChange() {
        return seen.stream()
                .filter(WatchEvent.Changed.class::isInstance)
                .map(WatchEvent.Changed.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void aReaderThatNeverReadsHoldsNobodyUpAndIsOwedOnlyTheLast() throws InterruptedException {
        try (Feed<WatchEvent> never = scheduler.watch(Selector.all())) {
            for (int i = 0; i < 1000; i++) {
                scheduler.workloads().apply(web(i % 3, "version " + i));
            }
            Workload last = scheduler.workloads().find(WEB).orElseThrow();
            until(event -> event instanceof WatchEvent.Changed changed
                    && changed.workload().version().equals(last.version()));

            int owed = 0;
            boolean told = false;
            while (!told) {
                WatchEvent next = never.poll(LIMIT).orElseThrow();
                owed++;
                told = next instanceof WatchEvent.Changed changed
                        && changed.workload().version().equals(last.version());
            }
            assertThat(owed).isLessThan(PendingEvents.KEPT_ENDS + 10);
        }
    }

    private void until(Predicate<WatchEvent> condition) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            Optional<WatchEvent> event = feed.poll(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            event.ifPresent(seen::add);
            if (event.filter(condition).isPresent()) {
                return;
            }
        }
        throw new AssertionError("not seen; seen were " + seen);
    }
}
