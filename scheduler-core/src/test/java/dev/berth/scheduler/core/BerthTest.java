package dev.berth.scheduler.core;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.name.Names;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.guice.SchedulerModule;
import dev.berth.scheduler.core.testing.MemoryProvider;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.status.Phase;
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
}
