package dev.berth.scheduler.engine;

import static dev.berth.scheduler.engine.Fixtures.DATABASE;
import static dev.berth.scheduler.engine.Fixtures.WEB;
import static dev.berth.scheduler.engine.Fixtures.anywhere;
import static dev.berth.scheduler.engine.Fixtures.engine;
import static dev.berth.scheduler.engine.Fixtures.inZone;
import static dev.berth.scheduler.engine.Fixtures.node;
import static dev.berth.scheduler.engine.Fixtures.place;
import static dev.berth.scheduler.engine.Fixtures.put;
import static dev.berth.scheduler.engine.Fixtures.request;
import static dev.berth.scheduler.engine.Fixtures.settle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.NodeId;
import org.junit.jupiter.api.Test;

/** Rules PLC-2 and PLC-3. */
class AffinityTest {
    private static PlacementRequest apart(WorkloadId workload, WorkloadId from, NodeAttribute topology) {
        return request(workload, Placement.builder().antiAffinity(Affinity.required(from, topology)));
    }

    private static PlacementRequest beside(WorkloadId workload, WorkloadId peer, NodeAttribute topology) {
        return request(workload, Placement.builder().affinity(Affinity.required(peer, topology)));
    }

    @Test
    void antiAffinityToItselfPutsOneInstanceInEachPlace() {
        PlacementEngine engine = engine(inZone("a", "east"), inZone("b", "east"), inZone("c", "west"));
        PlacementRequest request = apart(WEB, WEB, NodeAttribute.ZONE);

        assertThat(settle(engine, "1", request)).isEqualTo("a");
        assertThat(settle(engine, "2", request)).isEqualTo("c");
        assertThat(settle(engine, "3", request)).isEqualTo("3 nodes: 3 beside default/web (anti-affinity over zone)");
    }

    @Test
    void antiAffinityKeepsAwayFromAnotherWorkload() {
        PlacementEngine engine = engine(inZone("a", "east"), inZone("b", "west"));
        put(engine, "1", "a", anywhere(DATABASE));

        assertThat(place(engine, apart(WEB, DATABASE, NodeAttribute.ZONE))).isEqualTo("b");
    }

    @Test
    void theOtherWorkloadIsKeptAwayTooThoughItAsksNothing() {
        PlacementEngine engine = engine(inZone("a", "east"), inZone("b", "east"));
        put(engine, "1", "a", apart(WEB, DATABASE, NodeAttribute.ZONE));

        assertThat(place(engine, anywhere(DATABASE)))
                .isEqualTo("2 nodes: 2 avoided by default/web (its anti-affinity over zone)");
    }

    @Test
    void theOtherWorkloadMayComeOnceTheAvoidingInstanceIsGone() {
        PlacementEngine engine = engine(inZone("a", "east"));
        put(engine, "1", "a", apart(WEB, DATABASE, NodeAttribute.ZONE));
        engine.removeInstance(new InstanceId(WEB, "1"));

        assertThat(place(engine, anywhere(DATABASE))).isEqualTo("a");
    }

    @Test
    void anAntiAffinityStatedTwiceEndsWithItsInstance() {
        PlacementEngine engine = engine(inZone("a", "east"));
        Affinity apart = Affinity.required(DATABASE, NodeAttribute.ZONE);
        put(
                engine,
                "1",
                "a",
                request(WEB, Placement.builder().antiAffinity(apart).antiAffinity(apart)));
        put(engine, "2", "a", apart(WEB, DATABASE, NodeAttribute.ZONE));
        engine.removeInstance(new InstanceId(WEB, "1"));

        assertThat(place(engine, anywhere(DATABASE))).startsWith("1 node: 1 avoided");

        engine.removeInstance(new InstanceId(WEB, "2"));
        assertThat(place(engine, anywhere(DATABASE))).isEqualTo("a");
    }

    @Test
    void anInstanceOnANodeWithoutTheAttributeIsApartFromEverything() {
        PlacementEngine engine = engine(node("a").build());
        put(engine, "1", "a", anywhere(DATABASE));

        assertThat(place(engine, apart(WEB, DATABASE, NodeAttribute.ZONE))).isEqualTo("a");
    }

    @Test
    void affinityPutsAnInstanceWhereItsPeerIs() {
        PlacementEngine engine = engine(inZone("a", "east"), inZone("b", "west"), inZone("c", "west"));
        put(engine, "1", "c", anywhere(DATABASE));

        assertThat(place(engine, beside(WEB, DATABASE, NodeAttribute.ZONE))).isEqualTo("b");
        assertThat(place(engine, beside(WEB, DATABASE, NodeAttribute.HOSTNAME))).isEqualTo("c");
    }

    @Test
    void withoutItsPeerAnInstanceWaits() {
        PlacementEngine engine = engine(inZone("a", "east"), inZone("b", "west"));

        assertThat(place(engine, beside(WEB, DATABASE, NodeAttribute.ZONE)))
                .isEqualTo("2 nodes: 2 not beside default/database (affinity over zone)");
    }

    @Test
    void theFirstOfASelfAffineSetStartsAloneAndTheOthersFollow() {
        PlacementEngine engine =
                engine(node("0").build(), inZone("a", "east"), inZone("b", "west"), inZone("c", "east"));
        PlacementRequest together = beside(WEB, WEB, NodeAttribute.ZONE);

        assertThat(settle(engine, "1", together)).isEqualTo("a");
        assertThat(settle(engine, "2", together)).isEqualTo("c");
        assertThat(settle(engine, "3", together)).isEqualTo("a");
    }

    @Test
    void aNodeWithoutTheAttributeIsBesideNothing() {
        PlacementEngine engine = engine(node("a").build());

        assertThat(place(engine, beside(WEB, WEB, NodeAttribute.ZONE))).isEqualTo("1 node: 1 lack zone");
    }

    @Test
    void instancesOfARemovedNodeAreNowhereUntilItReturns() {
        PlacementEngine engine = engine(inZone("a", "east"), inZone("b", "east"));
        put(engine, "1", "a", anywhere(DATABASE));
        engine.removeNode(new NodeId("a"));

        assertThat(place(engine, beside(WEB, DATABASE, NodeAttribute.ZONE))).startsWith("1 node: 1 not beside");

        engine.putNode(inZone("a", "east"));
        assertThat(place(engine, beside(WEB, DATABASE, NodeAttribute.HOSTNAME))).isEqualTo("a");
    }
}
