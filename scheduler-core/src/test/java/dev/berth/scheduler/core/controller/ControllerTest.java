package dev.berth.scheduler.core.controller;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.core.testing.MemoryBackend;
import dev.berth.scheduler.core.testing.MemoryTranslator;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.WatchEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Rules APP-5, RMV-1 and HIS-1, on the controller alone. */
class ControllerTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final MemoryBackend backend = new MemoryBackend();
    private final Scheduler scheduler = new BackendScheduler(
            backend, new MemoryTranslator(), new BackendContext("memory", "test", Clock.systemUTC()));

    @Test
    void finishesTheEditThatAClientLeftHalfWay() throws InterruptedException {
        AtomicBoolean failed = new AtomicBoolean();
        backend.before(request -> {
            if (request.equals("send") && failed.compareAndSet(false, true)) {
                throw ContactException.unavailable("the client was killed", Effect.NONE, null);
            }
        });
        scheduler.workloads().edit(Edit.apply(web(3)));

        try (Controller controller = Controller.start(backend, new MemoryTranslator())) {
            until(() -> backend.object(WEB).isPresent());
            assertThat(controller).isNotNull();
        }
    }

    @Test
    void forgetsTheRecordsOfARemovedWorkloadOnceItsObjectsAreGone() throws InterruptedException {
        scheduler.workloads().apply(web(3));
        scheduler.workloads().remove(WEB);

        try (Controller controller = Controller.start(backend, new MemoryTranslator())) {
            until(() -> backend.records(WEB, Call.within(LIMIT)).isEmpty());
            assertThat(controller).isNotNull();
        }
    }

    @Test
    void keepsTheLastTenRevisionsAndOneRecordOfEach() throws InterruptedException {
        for (int i = 1; i <= 14; i++) {
            scheduler.workloads().apply(web(1, "v" + i));
            scheduler.workloads().scale(WEB, 2);
        }

        try (Controller controller = Controller.start(backend, new MemoryTranslator())) {
            until(() -> backend.records(WEB, Call.within(LIMIT)).size() == Duties.KEPT_REVISIONS);
            assertThat(controller).isNotNull();
        }
        assertThat(scheduler.workloads().revisions(WEB))
                .extracting("number")
                .containsExactly(14L, 13L, 12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L);
    }

    /** Looks again after each event of a watch of its own. */
    private void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        try (Feed<WatchEvent> feed = scheduler.watch(Selector.all())) {
            while (!condition.getAsBoolean()) {
                Optional<WatchEvent> event = feed.poll(Duration.ofMillis(200));
                if (event.isEmpty() && System.nanoTime() > end) {
                    throw new AssertionError("not so within " + LIMIT);
                }
            }
        }
    }
}
