package dev.berth.scheduler.engine;

import static dev.berth.scheduler.engine.Fixtures.WEB;
import static dev.berth.scheduler.engine.Fixtures.engine;
import static dev.berth.scheduler.engine.Fixtures.inZone;
import static dev.berth.scheduler.engine.Fixtures.node;
import static dev.berth.scheduler.engine.Fixtures.place;
import static dev.berth.scheduler.engine.Fixtures.put;
import static dev.berth.scheduler.engine.Fixtures.request;
import static dev.berth.scheduler.engine.Fixtures.settle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Spread;
import dev.berth.scheduler.status.Node;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule PLC-5, and its preferred form of PLC-4. */
class SpreadTest {
    private static final PlacementRequest EVEN =
            request(WEB, Placement.builder().spread(Spread.required(NodeAttribute.ZONE, 1)));

    private static Node full(String id, String zone) {
        return node(id).attribute(NodeAttribute.ZONE, zone).schedulable(false).build();
    }

    @Test
    void keepsTheSkewOverZonesOfDifferentSizes() {
        PlacementEngine engine =
                engine(inZone("a", "east"), inZone("b", "east"), inZone("c", "east"), inZone("d", "west"));

        List<String> chosen = new ArrayList<>();
        for (int instance = 0; instance < 6; instance++) {
            chosen.add(settle(engine, "" + instance, EVEN));
        }

        assertThat(chosen).containsExactly("a", "d", "b", "d", "c", "d");
    }

    @Test
    void blocksWhatWouldPassTheSkew() {
        PlacementEngine engine = engine(
                inZone("a", "east"),
                node("b")
                        .attribute(NodeAttribute.ZONE, "west")
                        .allocatable(Fixtures.cpu(1))
                        .build());
        PlacementRequest large = PlacementRequest.builder(WEB)
                .placement(EVEN.placement())
                .resources(Fixtures.cpu(2))
                .build();

        assertThat(settle(engine, "1", large)).isEqualTo("a");
        assertThat(settle(engine, "2", large))
                .isEqualTo("2 nodes: 1 in a zone that is full at maximum skew 1, 1 insufficient cpu");
    }

    @Test
    void aLargerSkewLetsOneDomainLead() {
        PlacementEngine engine = engine(inZone("a", "east"), inZone("b", "west"));
        PlacementRequest request = request(WEB, Placement.builder().spread(Spread.required(NodeAttribute.ZONE, 2)));
        put(engine, "1", "a", request);
        engine.putNode(node("b")
                .attribute(NodeAttribute.ZONE, "west")
                .allocatable(Fixtures.cpu(0))
                .build());
        PlacementRequest needsCpu = PlacementRequest.builder(WEB)
                .placement(request.placement())
                .resources(Fixtures.cpu(1))
                .build();

        assertThat(settle(engine, "2", needsCpu)).isEqualTo("a");
        assertThat(settle(engine, "3", needsCpu)).startsWith("2 nodes: 1 in a zone that is full at maximum skew 2");
    }

    @Test
    void domainsWithoutAUsableNodeDoNotCount() {
        PlacementEngine engine = engine(
                inZone("a", "east"),
                full("b", "west"),
                node("c")
                        .attribute(NodeAttribute.ZONE, "south")
                        .state(Node.State.LOST)
                        .build(),
                node("d")
                        .attribute(NodeAttribute.ZONE, "north")
                        .attribute(NodeAttribute.ARCH, "arm64")
                        .build());
        PlacementRequest request = request(
                WEB,
                Placement.builder()
                        .constraint(Constraint.notEqualTo(NodeAttribute.ARCH, "arm64"))
                        .spread(Spread.required(NodeAttribute.ZONE, 1)));

        assertThat(settle(engine, "1", request)).isEqualTo("a");
        assertThat(settle(engine, "2", request)).isEqualTo("a");
    }

    @Test
    void instancesOnACordonedNodeCountForItsDomain() {
        PlacementEngine engine = engine(full("a", "east"), inZone("b", "east"), inZone("c", "west"));
        put(engine, "1", "a", EVEN);

        assertThat(place(engine, EVEN)).isEqualTo("c");
    }

    @Test
    void aNodeWithoutTheAttributeTakesNothingThatHasToBeSpread() {
        assertThat(place(engine(node("a").build()), EVEN)).isEqualTo("1 node: 1 lack zone");
    }

    @Test
    void severalSpreadsHoldTogether() {
        PlacementEngine engine = engine(inZone("a", "east"), inZone("b", "east"), inZone("c", "west"));
        PlacementRequest request = request(
                WEB,
                Placement.builder()
                        .spread(Spread.required(NodeAttribute.ZONE, 1))
                        .spread(Spread.required(NodeAttribute.HOSTNAME, 1)));

        assertThat(List.of(settle(engine, "1", request), settle(engine, "2", request), settle(engine, "3", request)))
                .containsExactly("a", "c", "b");
        assertThat(settle(engine, "4", request)).isEqualTo("c");
    }

    @Test
    void aPreferredSpreadGoesToTheEmptiestDomainAndNeverBlocks() {
        PlacementEngine engine = engine(inZone("a", "east"), inZone("b", "east"), inZone("c", "west"));
        PlacementRequest request = request(WEB, Placement.builder().spread(Spread.preferred(NodeAttribute.ZONE)));
        put(engine, "1", "a", request);
        put(engine, "2", "c", request);
        put(engine, "3", "c", request);

        assertThat(place(engine, request)).isEqualTo("b");
        assertThat(place(engine(node("alone").build()), request)).isEqualTo("alone");
    }
}
