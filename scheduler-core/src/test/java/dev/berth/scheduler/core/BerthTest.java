package dev.berth.scheduler.core;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.name.Names;
import dev.berth.scheduler.Feed;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.guice.SchedulerModule;
import dev.berth.scheduler.core.testing.MemoryProvider;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.WatchEvent;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules CFG-1 and CFG-2, and the way in with and without Guice. */
class BerthTest {
    private final Berth berth = Berth.builder()
            .backend("one", new MemoryProvider.Config("", 1))
            .backend("two", new MemoryProvider.Config("", 2))
            .controller(false)
            .build();

    @AfterEach
    void close() {
        berth.close();
    }

    @Test
    void holdsSeveralBackendsOfOneType() {
        berth.scheduler("two").workloads().apply(web(1));

        assertThat(berth.scheduler("two").workloads().find(WEB)).isPresent();
        assertThat(berth.scheduler().workloads().find(WEB)).isEmpty();
        assertThat(berth.names()).containsExactly("one", "two");
    }

    @Test
    void namesTheBackendsThereAreWhenAskedForAnother() {
        assertThatThrownBy(() -> berth.scheduler("three"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("one, two");
    }

    @Test
    void bindsSchedulersForGuice() {
        Injector injector = Guice.createInjector(new SchedulerModule(berth));

        injector.getInstance(Key.get(Scheduler.class, Names.named("two")))
                .workloads()
                .apply(web(1));

        assertThat(injector.getInstance(Scheduler.class).workloads().find(WEB)).isEmpty();
        assertThat(berth.scheduler("two").workloads().find(WEB)).isPresent();
    }

    @Test
    void awaitsWhatWasApplied() throws InterruptedException {
        Scheduler scheduler = berth.scheduler();
        Applied applied = scheduler.workloads().apply(web(2));

        assertThat(Await.settled(scheduler, applied, Duration.ofSeconds(20)).get(WEB))
                .satisfies(workload -> assertThat(workload.status().phase()).isEqualTo(Phase.STABLE));
    }

    @Test
    void saysWhatIsMissingWhenAwaitingTakesTooLong() {
        Scheduler scheduler = berth.scheduler();
        Applied applied = scheduler.workloads().apply(web(2));
        scheduler.workloads().remove(WEB);

        assertThatThrownBy(() -> Await.settled(scheduler, applied, Duration.ofMillis(300)))
                .isInstanceOf(ContactException.class)
                .hasMessageContaining("demo/web");
    }

    @Test
    void awaitsARemovalThoughTheWorkloadIsBackAlready() throws InterruptedException {
        Scheduler scheduler = berth.scheduler();
        scheduler.workloads().apply(web(2));
        Applied removed = scheduler.workloads().remove(WEB);
        scheduler.workloads().apply(web(2));

        assertThat(Await.settled(scheduler, removed, Duration.ofSeconds(20))).isEmpty();
    }

    @Test
    void endsEveryWatchWhenClosed() throws InterruptedException {
        Feed<WatchEvent> feed = berth.scheduler().watch(Selector.all());

        berth.close();

        awaitEnd(feed);
    }

    @Test
    void closesTheOthersWhenOneFailsToClose() throws InterruptedException {
        Berth some = Berth.builder()
                .backend("a", new MemoryProvider.Config("unclosable", 1))
                .backend("b", new MemoryProvider.Config("", 1))
                .controller(false)
                .build();
        some.scheduler("a");
        Feed<WatchEvent> feed = some.scheduler("b").watch(Selector.all());

        assertThatThrownBy(some::close).hasMessage("it can't be closed");

        awaitEnd(feed);
    }

    @Test
    void isUnavailableOnceClosed() {
        berth.close();

        assertThatThrownBy(berth::scheduler).isInstanceOf(ContactException.class);
    }

    @Test
    void takesTheDefaultChosenBeforeTheFirstBackendWasAdded() {
        try (Berth chosen = Berth.builder()
                .defaultBackend("b")
                .backend("a", new MemoryProvider.Config("", 1))
                .backend("b", new MemoryProvider.Config("", 1))
                .build()) {
            assertThat(chosen.defaultName()).isEqualTo("b");
        }
    }

    private static void awaitEnd(Feed<WatchEvent> feed) throws InterruptedException {
        for (int i = 0; i < 10 && !feed.ended(); i++) {
            feed.poll(Duration.ofMillis(500));
        }
        assertThat(feed.ended()).isTrue();
    }
}
