package dev.berth.scheduler.engine;

import static dev.berth.scheduler.engine.Fixtures.WEB;
import static dev.berth.scheduler.engine.Fixtures.cpu;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Replicated;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Resources;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementRequestTest {
    private static Task.Builder task(String name, Task.Role role, ResourceAmounts requests) {
        return Task.builder(name)
                .role(role)
                .artifact(ProcessArtifact.builder("/bin/true").build())
                .resources(new Resources(requests, ResourceAmounts.NONE));
    }

    private static ResourceAmounts amounts(long millicores, long bytes) {
        return ResourceAmounts.builder()
                .cpu(new Cpu(millicores))
                .memory(new Memory(bytes))
                .build();
    }

    @Test
    void sumsWhatRunsTogetherAndTakesTheMostOfWhatRunsBefore() {
        List<Task> tasks = List.of(
                task("first", Task.Role.INIT, amounts(900, 10)).build(),
                task("second", Task.Role.INIT, amounts(100, 20)).build(),
                task("main", Task.Role.MAIN, amounts(500, 300)).build(),
                task("side", Task.Role.SIDECAR, amounts(300, 100)).build());

        assertThat(TaskDemand.resources(tasks)).isEqualTo(amounts(900, 400));
    }

    @Test
    void countsWithAnInitTaskTheSidecarsThatBeganBeforeIt() {
        Task init = task("init", Task.Role.INIT, amounts(900, 10)).build();
        Task side = task("side", Task.Role.SIDECAR, amounts(300, 100)).build();
        Task main = task("main", Task.Role.MAIN, amounts(500, 300)).build();

        assertThat(TaskDemand.resources(List.of(side, init, main))).isEqualTo(amounts(1200, 400));
        assertThat(TaskDemand.resources(List.of(init, side, main))).isEqualTo(amounts(900, 400));
    }

    @Test
    void sumsBeyondTheLargestNumberStayAtIt() {
        Task large = task("main", Task.Role.MAIN, cpu(Long.MAX_VALUE)).build();

        assertThat(TaskDemand.resources(List.of(large, large))).isEqualTo(cpu(Long.MAX_VALUE));
    }

    @Test
    void takesPlacementResourcesAndFixedPortsFromTheSpec() {
        WorkloadSpec spec = WorkloadSpec.builder(WEB, new Replicated(1))
                .task(task("main", Task.Role.MAIN, cpu(100))
                        .port(Port.fixed("http", 8080))
                        .port(Port.dynamic("admin"))
                        .port(Port.inside("peer", 7000))
                        .build())
                .build();

        PlacementRequest request = PlacementRequest.of(spec);

        assertThat(request)
                .isEqualTo(PlacementRequest.builder(WEB)
                        .resources(cpu(100))
                        .hostPorts(List.of(new HostPort(8080, Port.Protocol.TCP)))
                        .build());
    }
}
