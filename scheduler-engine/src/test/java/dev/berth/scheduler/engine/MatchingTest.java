package dev.berth.scheduler.engine;

import static dev.berth.scheduler.engine.Fixtures.DISK;
import static dev.berth.scheduler.engine.Fixtures.WEB;
import static dev.berth.scheduler.engine.Fixtures.cpu;
import static dev.berth.scheduler.engine.Fixtures.engine;
import static dev.berth.scheduler.engine.Fixtures.node;
import static dev.berth.scheduler.engine.Fixtures.put;
import static dev.berth.scheduler.engine.Fixtures.request;
import static dev.berth.scheduler.engine.Fixtures.withDisk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Spread;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import org.junit.jupiter.api.Test;

/** The nodes that a workload of one instance on each belongs on (rule GLB-1). */
class MatchingTest {
    private static final PlacementRequest ON_SSD =
            request(WEB, Placement.builder().constraint(Constraint.equalTo(DISK, "ssd")));

    private static NodeId id(String name) {
        return new NodeId(name);
    }

    @Test
    void nodesMatchThatAreReadyAndKeepTheConstraintsCordonedOnesToo() {
        PlacementEngine engine = engine(
                withDisk("a", "ssd"),
                withDisk("b", "hdd"),
                withDisk("c", "ssd").toBuilder().schedulable(false).build(),
                withDisk("d", "ssd").toBuilder().state(Node.State.LOST).build());
        assertThat(engine.matching(ON_SSD)).containsExactly(id("a"), id("c"));
        assertThat(engine.matches(ON_SSD, id("c"))).isTrue();
        assertThat(engine.matches(ON_SSD, id("b"))).isFalse();
        assertThat(engine.matches(ON_SSD, id("nowhere"))).isFalse();
    }

    @Test
    void aNodeMatchesThoughItHasNoRoom() {
        PlacementRequest large =
                PlacementRequest.builder(WEB).resources(cpu(2000)).build();
        PlacementEngine engine =
                engine(node("a").allocatable(cpu(3000)).build(), node("b").build());
        put(engine, "x", "a", large);
        assertThat(engine.matching(large)).containsExactly(id("a"), id("b"));
        assertThat(engine.placeOn(id("a"), large).explanation().map(Explanation::sentence))
                .contains("1 node: 1 insufficient cpu");
        assertThat(engine.placeOn(id("b"), large).node()).contains(id("b"));
    }

    @Test
    void oneNodeIsNotTakenThatIsGoneOrLacksWhatIsAskedFor() {
        PlacementEngine engine = engine(withDisk("a", "hdd"));
        assertThat(engine.placeOn(id("a"), ON_SSD).node()).isEmpty();
        assertThat(engine.placeOn(id("nowhere"), ON_SSD).node()).isEmpty();
    }

    @Test
    void aSpreadCountsTheDomainsOfAllNodesThatMatch() {
        PlacementRequest spread = request(WEB, Placement.builder().spread(Spread.required(NodeAttribute.HOSTNAME, 1)));
        PlacementEngine engine = engine(node("a").build(), node("b").build());
        put(engine, "x", "a", spread);
        assertThat(engine.placeOn(id("a"), spread).node()).isEmpty();
        assertThat(engine.placeOn(id("b"), spread).node()).contains(id("b"));
    }

    @Test
    void oneNodeCostsALookAtThatNodeOnly() {
        ScanningEngine engine = new ScanningEngine();
        for (int number = 0; number < 1000; number++) {
            engine.putNode(withDisk("node-" + number, "ssd"));
        }
        engine.matches(ON_SSD, id("node-7"));
        engine.placeOn(id("node-7"), ON_SSD);
        assertThat(engine.checks()).isEqualTo(2L + 2L);
        engine.matching(ON_SSD);
        assertThat(engine.checks()).isEqualTo(4L + 2 * 1000);
    }
}
