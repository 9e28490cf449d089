package dev.berth.scheduler.core.controller;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static dev.berth.scheduler.core.testing.Specs.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.core.testing.MemoryBackend;
import dev.berth.scheduler.core.testing.MemoryTranslator;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.WatchEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules APP-5, RMV-1 and HIS-1, on the controller alone. */
class ControllerTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final BackendContext CONTEXT = new BackendContext("memory", "test", Clock.systemUTC());

    private final MemoryBackend backend = new MemoryBackend();
    private final Scheduler scheduler = new BackendScheduler(backend, new MemoryTranslator(), CONTEXT);

    @Test
    void finishesTheEditThatAClientLeftHalfWay() throws InterruptedException {
        AtomicBoolean failed = new AtomicBoolean();
        backend.before(request -> {
            if (request.equals("send") && failed.compareAndSet(false, true)) {
                throw ContactException.unavailable("the client was killed", Effect.NONE, null);
            }
        });
        scheduler.workloads().edit(Edit.apply(web(3)));

        try (Controller controller = Controller.start(backend, new MemoryTranslator(), CONTEXT)) {
            until(() -> backend.object(WEB).isPresent());
            assertThat(controller).isNotNull();
        }
    }

    @Test
    void tellsThatItActsAndWhyItCanNot() throws InterruptedException {
        backend.before(request -> {
            if (request.equals("observe")) {
                throw ContactException.unavailable("the server is gone", Effect.NONE, null);
            }
        });
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (Controller controller = Controller.start(
                backend, new MemoryTranslator(), CONTEXT, (standing, why) -> told.add(standing + " " + why))) {
            assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("ACTING ");
            assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("FAILING the server is gone");
            assertThat(controller).isNotNull();
        }
    }

    @Test
    void forgetsTheRecordsOfARemovedWorkloadOnceItsObjectsAreGone() throws InterruptedException {
        scheduler.workloads().apply(web(3));
        scheduler.workloads().remove(WEB);

        try (Controller controller = Controller.start(backend, new MemoryTranslator(), CONTEXT)) {
            until(() -> backend.records(WEB, Call.within(LIMIT)).isEmpty());
            assertThat(controller).isNotNull();
        }
    }

    /** Without a record nobody is told of what stops, and a name that is taken looks free. */
    @Test
    void keepsTheTombstoneWhileInstancesAreStopping() throws InterruptedException {
        AtomicInteger reads = new AtomicInteger();
        backend.before(request -> reads.addAndGet(request.equals("read") ? 1 : 0));
        backend.stopping(1);
        scheduler.workloads().apply(web(3));
        scheduler.workloads().remove(WEB);
        reads.set(0);

        try (Controller controller = Controller.start(backend, new MemoryTranslator(), CONTEXT)) {
            // It reads twice each time that it looks.
            until(() -> {
                backend.stopping(1);
                return reads.get() >= 4;
            });
            assertThat(backend.records(WEB, Call.within(LIMIT))).isNotEmpty();
            backend.stopping(0);
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

        try (Controller controller = Controller.start(backend, new MemoryTranslator(), CONTEXT)) {
            until(() -> backend.records(WEB, Call.within(LIMIT)).size() == Duties.KEPT_REVISIONS);
            assertThat(controller).isNotNull();
        }
        assertThat(scheduler.workloads().revisions(WEB))
                .extracting("number")
                .containsExactly(14L, 13L, 12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"minReader", "kind"})
    void attendsTheOthersWhenOneRecordCanNotBeRead(String attribute) throws InterruptedException {
        scheduler.workloads().apply(workload(WorkloadId.of("demo", "broken"), 1, "x"));
        damage(WorkloadId.of("demo", "broken"), attribute);
        failOnce("send");
        scheduler.workloads().edit(Edit.apply(web(3)));

        try (Controller controller = Controller.start(backend, new MemoryTranslator(), CONTEXT)) {
            untilChanged(() -> backend.object(WEB).isPresent());
            assertThat(controller).isNotNull();
        }
    }

    @Test
    void goesOnWithANewLeaseWhenItLostTheFirst() throws InterruptedException {
        try (Controller controller = Controller.start(backend, new MemoryTranslator(), CONTEXT)) {
            untilChanged(() -> backend.leases() == 1);
            backend.loseLeases();
            failOnce("send");
            scheduler.workloads().edit(Edit.apply(web(3)));

            untilChanged(() -> backend.object(WEB).isPresent());
            assertThat(controller).isNotNull();
        }
    }

    @Test
    void hasLetGoOfTheBackendOnceClosed() throws InterruptedException {
        Controller controller = Controller.start(backend, new MemoryTranslator(), CONTEXT);
        untilChanged(() -> backend.leases() == 1);

        controller.close();

        assertThat(backend.leases()).isZero();
    }

    @Test
    void leavesDriftToWhoeverAppliesNext() throws InterruptedException {
        scheduler.workloads().apply(web(3));
        NativeObject right = backend.object(WEB).orElseThrow();
        backend.tamper(WEB, new NativeObject("Memory", right.name(), right.document() + " tampered"));
        WorkloadId last = WorkloadId.of("demo", "z");
        scheduler.workloads().apply(workload(last, 1, "x"));
        scheduler.workloads().remove(last);

        try (Controller controller = Controller.start(backend, new MemoryTranslator(), CONTEXT)) {
            until(() -> backend.records(last, Call.within(LIMIT)).isEmpty());
            assertThat(controller).isNotNull();
        }
        assertThat(backend.object(WEB).orElseThrow().document()).endsWith(" tampered");
    }

    private void failOnce(String name) {
        AtomicBoolean failed = new AtomicBoolean();
        backend.before(request -> {
            if (request.equals(name) && failed.compareAndSet(false, true)) {
                throw ContactException.unavailable("the client was killed", Effect.NONE, null);
            }
        });
    }

    private void damage(WorkloadId id, String attribute) {
        StoredRecord record = backend.records(id, Call.within(LIMIT)).get(0);
        Map<String, String> attributes = new HashMap<>(record.attributes());
        attributes.put(attribute, attribute.equals("minReader") ? "99" : "nonsense");
        backend.delete(record.key(), Call.within(LIMIT));
        backend.createIfAbsent(new StoredRecord(record.key(), attributes, record.content()), Call.within(LIMIT));
    }

    /** Looks again after each change, for when no record can be relied on to be readable. */
    private void untilChanged(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        synchronized (backend) {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("not so within " + LIMIT);
                }
                backend.wait(200);
            }
        }
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
