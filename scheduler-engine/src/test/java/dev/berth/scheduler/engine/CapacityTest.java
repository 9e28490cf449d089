package dev.berth.scheduler.engine;

import static dev.berth.scheduler.engine.Fixtures.DATABASE;
import static dev.berth.scheduler.engine.Fixtures.WEB;
import static dev.berth.scheduler.engine.Fixtures.cpu;
import static dev.berth.scheduler.engine.Fixtures.engine;
import static dev.berth.scheduler.engine.Fixtures.memory;
import static dev.berth.scheduler.engine.Fixtures.node;
import static dev.berth.scheduler.engine.Fixtures.place;
import static dev.berth.scheduler.engine.Fixtures.put;
import static dev.berth.scheduler.engine.Fixtures.request;
import static dev.berth.scheduler.engine.Fixtures.settle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules PLC-2 (maximum per node) and PLC-7, and host ports. */
class CapacityTest {
    private static ResourceAmounts disk(long bytes) {
        return ResourceAmounts.builder().disk(new Memory(bytes)).build();
    }

    private static ResourceAmounts gpus(int count) {
        return ResourceAmounts.builder().gpus(count).build();
    }

    private static PlacementRequest needing(WorkloadId workload, ResourceAmounts amounts) {
        return PlacementRequest.builder(workload).resources(amounts).build();
    }

    private static PlacementRequest onPort(WorkloadId workload, int number, Port.Protocol protocol) {
        return PlacementRequest.builder(workload)
                .hostPorts(List.of(new HostPort(number, protocol)))
                .build();
    }

    static Stream<Arguments> resources() {
        return Stream.of(
                Arguments.of("cpu", cpu(1000), cpu(400)),
                Arguments.of("memory", memory(1000), memory(400)),
                Arguments.of("disk", disk(1000), disk(400)),
                Arguments.of("gpus", gpus(5), gpus(2)));
    }

    @ParameterizedTest
    @MethodSource("resources")
    void noNodeIsGivenMoreThanItsAllocatableAmount(String name, ResourceAmounts allocatable, ResourceAmounts each) {
        PlacementEngine engine = engine(node("a").allocatable(allocatable).build());

        assertThat(settle(engine, "1", needing(WEB, each))).isEqualTo("a");
        assertThat(settle(engine, "2", needing(DATABASE, each))).isEqualTo("a");
        assertThat(settle(engine, "3", needing(WEB, each))).isEqualTo("1 node: 1 insufficient " + name);
    }

    @Test
    void aNodeCanBeFilledToTheLastBit() {
        PlacementEngine engine = engine(node("a").allocatable(cpu(1000)).build());
        settle(engine, "1", needing(WEB, cpu(999)));

        assertThat(settle(engine, "2", needing(WEB, cpu(1)))).isEqualTo("a");
    }

    @Test
    void whatAnInstanceHadIsFreeOnceItIsGone() {
        PlacementEngine engine = engine(node("a").allocatable(cpu(1000)).build());
        settle(engine, "1", needing(WEB, cpu(1000)));
        engine.removeInstance(new InstanceId(WEB, "1"));

        assertThat(engine.allocated(new NodeId("a"))).isEqualTo(ResourceAmounts.NONE);
        assertThat(place(engine, needing(WEB, cpu(1000)))).isEqualTo("a");
    }

    @Test
    void anInstancePutAgainCountsOnce() {
        PlacementEngine engine = engine(node("a").allocatable(cpu(1000)).build());
        put(engine, "1", "a", needing(WEB, cpu(600)));
        put(engine, "1", "a", needing(WEB, cpu(400)));

        assertThat(engine.allocated(new NodeId("a"))).isEqualTo(cpu(400));
    }

    @Test
    void aNodeThatStatesNoAmountHasNoLimitButNoGpus() {
        PlacementEngine engine = engine(node("a").build());
        ResourceAmounts much = cpu(Long.MAX_VALUE).toBuilder()
                .memory(new Memory(Long.MAX_VALUE))
                .disk(new Memory(1))
                .build();

        assertThat(place(engine, needing(WEB, much))).isEqualTo("a");
        assertThat(place(engine, needing(WEB, gpus(1)))).isEqualTo("1 node: 1 insufficient gpus");
    }

    @Test
    void amountsBeyondTheLargestNumberAreNotTakenForNegativeOnes() {
        PlacementEngine engine = engine(node("a").build());
        put(engine, "1", "a", needing(WEB, cpu(Long.MAX_VALUE)));
        put(engine, "2", "a", needing(WEB, cpu(Long.MAX_VALUE)));

        assertThat(place(engine, needing(WEB, cpu(1)))).isEqualTo("1 node: 1 insufficient cpu");

        engine.removeInstance(new InstanceId(WEB, "1"));
        engine.removeInstance(new InstanceId(WEB, "2"));
        assertThat(place(engine, needing(WEB, cpu(1)))).isEqualTo("a");
    }

    @Test
    void whatAsksNothingGoesToANodeWithNothingLeft() {
        PlacementEngine engine = engine(node("a").allocatable(cpu(100)).build());
        put(engine, "1", "a", needing(WEB, cpu(500)));

        assertThat(place(engine, needing(DATABASE, memory(1)))).isEqualTo("a");
    }

    @Test
    void aFixedHostPortIsGivenOnceOnEachNode() {
        PlacementEngine engine = engine(node("a").build(), node("b").build());

        assertThat(settle(engine, "1", onPort(WEB, 8080, Port.Protocol.TCP))).isEqualTo("a");
        assertThat(settle(engine, "2", onPort(DATABASE, 8080, Port.Protocol.TCP)))
                .isEqualTo("b");
        assertThat(settle(engine, "3", onPort(WEB, 8080, Port.Protocol.TCP)))
                .isEqualTo("2 nodes: 2 with host port 8080/tcp taken");
    }

    @Test
    void tcpAndUdpPortsAreDifferentOnes() {
        PlacementEngine engine = engine(node("a").build());
        settle(engine, "1", onPort(WEB, 53, Port.Protocol.TCP));

        assertThat(settle(engine, "2", onPort(WEB, 53, Port.Protocol.UDP))).isEqualTo("a");
    }

    @Test
    void theMaximumPerNodeCountsTheWorkloadsOwnInstancesOnly() {
        Node only = node("a").build();
        PlacementRequest two = request(WEB, Placement.builder().maximumPerNode(2));
        PlacementEngine engine = engine(only);
        settle(engine, "other", needing(DATABASE, ResourceAmounts.NONE));

        assertThat(settle(engine, "1", two)).isEqualTo("a");
        assertThat(settle(engine, "2", two)).isEqualTo("a");
        assertThat(settle(engine, "3", two)).isEqualTo("1 node: 1 at the maximum of 2 per node");
    }
}
