package dev.berth.scheduler.engine;

import static dev.berth.scheduler.engine.Fixtures.DISK;
import static dev.berth.scheduler.engine.Fixtures.WEB;
import static dev.berth.scheduler.engine.Fixtures.anywhere;
import static dev.berth.scheduler.engine.Fixtures.cpu;
import static dev.berth.scheduler.engine.Fixtures.engine;
import static dev.berth.scheduler.engine.Fixtures.node;
import static dev.berth.scheduler.engine.Fixtures.place;
import static dev.berth.scheduler.engine.Fixtures.withDisk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.Node;
import org.junit.jupiter.api.Test;

/** Rule PLC-6. */
class PendingTest {
    private static final PlacementRequest ON_SSD = PlacementRequest.builder(WEB)
            .placement(Placement.builder()
                    .constraint(Constraint.equalTo(DISK, "ssd"))
                    .build())
            .resources(cpu(500))
            .build();

    @Test
    void saysInNumbersWhyWithTheMostFirst() {
        PlacementEngine engine = engine(
                node("a").attribute(DISK, "ssd").allocatable(cpu(100)).build(),
                withDisk("b", "hdd"),
                node("c").build());

        assertThat(place(engine, ON_SSD)).isEqualTo("3 nodes: 2 lack label:disk=ssd, 1 insufficient cpu");
    }

    @Test
    void aNodeCountsOnceUnderTheFirstConditionThatExcludesIt() {
        PlacementEngine engine = engine(node("a")
                .state(Node.State.LOST)
                .schedulable(false)
                .allocatable(cpu(1))
                .build());

        assertThat(place(engine, ON_SSD)).isEqualTo("1 node: 1 lost");
    }

    @Test
    void equalNumbersStandInTheOrderOfTheirText() {
        PlacementEngine engine = engine(
                node("a").state(Node.State.NOT_READY).build(),
                node("b").schedulable(false).build(),
                node("c").state(Node.State.UNKNOWN).build());

        assertThat(place(engine, anywhere(WEB))).isEqualTo("3 nodes: 1 cordoned, 1 not ready, 1 of unknown state");
    }

    @Test
    void everyNodeIsCounted() {
        PlacementEngine engine =
                engine(withDisk("a", "hdd"), node("b").schedulable(false).build());
        Explanation explanation = engine.place(ON_SSD).explanation().orElseThrow();

        assertThat(explanation.nodes())
                .isEqualTo(explanation.reasons().stream()
                        .mapToInt(Explanation.Reason::count)
                        .sum());
    }

    @Test
    void aClusterWithoutNodesSaysSo() {
        assertThat(place(engine(), anywhere(WEB))).isEqualTo("0 nodes");
    }

    @Test
    void isPlacedWhenItBecomesPossible() {
        PlacementEngine engine =
                engine(node("a").attribute(NodeAttribute.ZONE, "east").build());
        assertThat(engine.place(ON_SSD).node()).isEmpty();

        engine.putNode(withDisk("b", "ssd"));

        assertThat(place(engine, ON_SSD)).isEqualTo("b");
    }
}
