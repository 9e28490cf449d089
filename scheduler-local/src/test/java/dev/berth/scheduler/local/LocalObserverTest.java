package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.local.cluster.Subscription;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over a simulated cluster, on the thread that drives it: what is told comes when the sink lets time pass. */
@Timeout(60)
class LocalObserverTest {
    @TempDir
    private Path directory;

    private SimulatedLab lab;

    @BeforeEach
    void open() {
        lab = new SimulatedLab(directory);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void endsByItsDeadline() {
        Duration limit = Duration.ofMillis(50);
        Recording sink = toldWithin(limit);
        while (!sink.told.contains("synced")) {
            // A busy machine may not come to tell the beginning in so short a time.
            limit = limit.multipliedBy(2);
            sink = toldWithin(limit);
        }
        assertThat(sink.told).containsExactly("node", "synced");
    }

    private Recording toldWithin(Duration limit) {
        Recording sink = new Recording(() -> true);
        assertThatThrownBy(() -> observe(Selector.all(), sink, Call.within(limit)))
                .isInstanceOfSatisfying(
                        ContactException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT));
        return sink;
    }

    @Test
    void endsQuietlyWhenItIsCancelled() throws InterruptedException {
        Call call = Call.untilCancelled();
        observe(
                Selector.all(),
                new Recording(() -> {
                    call.cancel();
                    return true;
                }),
                call);
        assertThat(call.isCancelled()).isTrue();
    }

    @Test
    void aListHasEverythingAndEndsWithIt() throws InterruptedException {
        lab.apply(LocalLab.sleep(2));
        lab.advance(Duration.ofSeconds(1));
        Recording sink = new Recording(() -> false);
        observe(Selector.all(), sink, Call.within(Duration.ofSeconds(10)));
        assertThat(sink.told).containsExactly("node", "instance", "instance", "workload", "synced");
        assertThat(sink.instances.values()).hasSize(2).allMatch(Instance::ready);
    }

    @Test
    void tellsOnlyWhatIsAskedFor() throws InterruptedException {
        lab.apply(LocalLab.sleep(2));
        Recording sink = new Recording(() -> false);
        observe(Selector.of(WorkloadId.parse("test/other")), sink, Call.within(Duration.ofSeconds(10)));
        assertThat(sink.told).containsExactly("node", "synced");
    }

    @Test
    void whatChangesWhileTheBeginningIsToldComesAfterIt() throws InterruptedException {
        lab.apply(LocalLab.sleep(2));
        Recording sink = new Recording(() -> {
            lab.advance(Duration.ofSeconds(1));
            lab.remove();
            lab.advance(Duration.ofSeconds(1));
            return true;
        });
        Call call = Call.within(Duration.ofSeconds(30));
        sink.whenEnded = ends -> {
            if (ends == 2) {
                call.cancel();
            }
        };
        observe(Selector.all(), sink, call);
        assertThat(sink.ended).hasSize(2);
        assertThat(sink.instances).isEmpty();
    }

    @Test
    void looksAtFewWorkloadsAtATimeAndTellsHowEachIsByThen() throws InterruptedException {
        for (int number = 0; number < 20; number++) {
            lab.apply(LocalLab.sleep(1).id(WorkloadId.of("test", "w" + number)));
        }
        Call call = Call.within(Duration.ofSeconds(30));
        Recording sink = new Recording(() -> true);
        sink.whenToldOfAWorkload = told -> {
            if (told == 1) {
                lab.advance(Duration.ofSeconds(1));
            }
            if (sink.told.contains("synced") && sink.instances.values().stream().allMatch(Instance::ready)) {
                call.cancel();
            }
        };

        observe(Selector.all(), sink, call);

        int synced = sink.told.indexOf("synced");
        assertThat(sink.told.subList(0, synced))
                .containsOnlyOnce("node")
                .filteredOn("workload"::equals)
                .hasSize(20);
        assertThat(sink.told.subList(synced, sink.told.size()))
                .as("what was told of before it changed is told again, and nothing else")
                .filteredOn("instance"::equals)
                .hasSizeBetween(1, 10);
    }

    @Test
    void whoLeavesWhileTheBeginningIsToldIsNotToldThatItIsAll() throws InterruptedException {
        for (int number = 0; number < 20; number++) {
            lab.apply(LocalLab.sleep(1).id(WorkloadId.of("test", "w" + number)));
        }
        Call call = Call.within(Duration.ofSeconds(30));
        Recording sink = new Recording(() -> true);
        sink.whenToldOfAWorkload = told -> call.cancel();

        observe(Selector.all(), sink, call);

        assertThat(sink.told).contains("workload").doesNotContain("synced");
    }

    /** It is told of ends that were kept, and then to connect again, as others are lost. */
    @Test
    void whoTakesNothingForLongIsToldToBeginAnew() {
        Recording sink = new Recording(() -> {
            for (int round = 0; round < 3; round++) {
                lab.apply(LocalLab.sleep(100));
                lab.advance(Duration.ofSeconds(1));
                lab.remove();
                lab.advance(Duration.ofSeconds(1));
            }
            return true;
        });
        assertThatThrownBy(() -> observe(Selector.all(), sink, Call.within(Duration.ofSeconds(10))))
                .isInstanceOfSatisfying(
                        SchedulerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("changes were missed");
        assertThat(sink.ended).hasSizeBetween(200, 299);
    }

    @Test
    void theEndOfTheClusterEndsIt() {
        assertThatThrownBy(() -> observe(
                        Selector.all(),
                        new Recording(() -> {
                            lab.cluster().close();
                            return true;
                        }),
                        Call.within(Duration.ofSeconds(10))))
                .isInstanceOf(ContactException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aWaitWithoutNewsEndsInTime() throws InterruptedException {
        try (Subscription news = lab.subscribe()) {
            assertThat(news.take(1).isEmpty()).isTrue();
        }
    }

    private void observe(Selector selector, Sink sink, Call call) throws InterruptedException {
        lab.backend().observe(selector, sink, call);
    }

    /** Keeps what it is told; when all that exists has been told it does something and says whether it wants more. */
    private static final class Recording implements Sink {
        private final List<String> told = new ArrayList<>();
        private final Map<InstanceId, Instance> instances = new TreeMap<>();
        private final List<Instance> ended = new ArrayList<>();
        private final BooleanSupplier whenSynced;
        /** Is told how many have ended. */
        private IntConsumer whenEnded = ends -> {};

        /** Is told of how many, some perhaps more than once. */
        private IntConsumer whenToldOfAWorkload = workloads -> {};

        private int workloads;

        private Recording(BooleanSupplier whenSynced) {
            this.whenSynced = whenSynced;
        }

        @Override
        public void workload(WorkloadReport report) {
            told.add("workload");
            workloads++;
            whenToldOfAWorkload.accept(workloads);
        }

        @Override
        public void instance(Instance instance) {
            told.add("instance");
            instances.put(instance.id(), instance);
        }

        @Override
        public void node(Node node) {
            told.add("node");
        }

        @Override
        public void ended(Instance instance) {
            told.add("ended");
            instances.remove(instance.id());
            ended.add(instance);
            whenEnded.accept(ended.size());
        }

        @Override
        public void gone(WorkloadId id) {
            told.add("gone");
        }

        @Override
        public void nodeGone(NodeId id) {
            told.add("nodeGone");
        }

        @Override
        public boolean synced() {
            told.add("synced");
            return whenSynced.getAsBoolean();
        }
    }
}
