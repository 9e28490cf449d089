package dev.berth.scheduler.core.pipeline;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.status.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Rule APP-3, a hundred times: clients that begin at the same moment. */
class RacingClientsTest extends PipelineFixture {
    private static final int ROUNDS = 100;
    private static final int CLIENTS = 4;

    @Test
    void theHighestClaimStandsWholeAndNoVersionIsGivenTwice() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            long before = 0;
            for (int round = 0; round < ROUNDS; round++) {
                before = race(round, before, clients);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private long race(int round, long before, ExecutorService clients) throws Exception {
        CyclicBarrier start = new CyclicBarrier(CLIENTS);
        List<WorkloadSpec> specs = new ArrayList<>();
        List<Future<Applied>> answers = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            WorkloadSpec spec = web(1 + client, round + "-" + client);
            specs.add(spec);
            answers.add(clients.submit(() -> {
                start.await();
                return scheduler("1").workloads().apply(spec);
            }));
        }
        Map<Version, WorkloadSpec> accepted = new HashMap<>();
        for (int client = 0; client < CLIENTS; client++) {
            Applied.Item item = answers.get(client).get().orThrow().items().get(0);
            assertThat(accepted.put(item.version().orElseThrow(), specs.get(client)))
                    .as("round %d, %s", round, item.version())
                    .isNull();
        }
        Workload last = scheduler.workloads().find(WEB).orElseThrow();
        assertThat(last.version().generation()).as("round %d", round).isEqualTo(before + CLIENTS);
        assertThat(last.spec()).as("round %d", round).isEqualTo(accepted.get(last.version()));
        assertThat(last.status().observed()).as("round %d", round).isEqualTo(last.version());
        assertThat(apply(last.spec()).action()).as("round %d", round).isEqualTo(Change.Action.UNCHANGED);
        return last.version().generation();
    }
}
