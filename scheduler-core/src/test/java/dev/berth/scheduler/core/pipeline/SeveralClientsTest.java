package dev.berth.scheduler.core.pipeline;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.codec.SpecCodec;
import dev.berth.scheduler.core.document.Source;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Rule APP-2, from clients that share no memory, of two versions of Berth, with specs written in several ways. */
class SeveralClientsTest extends PipelineFixture {
    private static final SpecCodec CODEC = new SpecCodec();
    private static final int TIMES = 20;

    @Test
    void anEqualSpecIsUnchangedFromWhicheverClientHoweverOftenAndHoweverWritten() {
        Applied.Item first = apply(web(3));
        NativeObject object = backend.object(WEB).orElseThrow();
        backend.takeRequests();

        for (int i = 0; i < TIMES; i++) {
            for (WorkloadSpec spec : written()) {
                for (String renderer : List.of("1", "2")) {
                    Applied.Item item =
                            scheduler(renderer).workloads().apply(spec).items().get(0);
                    assertThat(item.action()).isEqualTo(Change.Action.UNCHANGED);
                    assertThat(item.version()).isEqualTo(first.version());
                }
            }
        }

        assertThat(backend.takeRequests()).containsOnly("describe", "read", "records");
        assertThat(backend.object(WEB)).contains(object);
    }

    @Test
    void ofClientsThatApplyTheSameAtOnceOneCreatesIt() throws Exception {
        int clients = 8;
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Callable<List<Applied.Item>>> work = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                WorkloadSpec spec = written().get(client % written().size());
                Scheduler own = scheduler("1");
                work.add(() -> {
                    List<Applied.Item> items = new ArrayList<>();
                    for (int i = 0; i < TIMES; i++) {
                        items.addAll(own.workloads().apply(spec).items());
                    }
                    return items;
                });
            }
            List<Applied.Item> items = new ArrayList<>();
            for (Future<List<Applied.Item>> future : threads.invokeAll(work)) {
                items.addAll(future.get());
            }

            assertThat(items).hasSize(clients * TIMES);
            assertThat(items)
                    .filteredOn(item -> item.action() == Change.Action.CREATE)
                    .hasSize(1);
            assertThat(items)
                    .extracting(item -> item.version().map(Version::generation))
                    .containsOnly(Optional.of(1L));
            assertThat(backend.takeRequests()).contains("claim");
        } finally {
            threads.shutdownNow();
        }
    }

    /** The same spec from code, from the text Berth writes, and from texts as people write them. */
    private static List<WorkloadSpec> written() {
        return List.of(
                web(3),
                read("spec.yaml", CODEC.toYaml(web(3))),
                read("spec.json", CODEC.toJson(web(3))),
                read("quoted.yaml", CODEC.toYaml(web(3)).replace("replicas: 3", "\"replicas\" : 3  # as before")));
    }

    private static WorkloadSpec read(String name, String text) {
        return CODEC.read(Source.of(name, Path.of("/"), text.getBytes(StandardCharsets.UTF_8)))
                .orThrow()
                .get(0);
    }
}
