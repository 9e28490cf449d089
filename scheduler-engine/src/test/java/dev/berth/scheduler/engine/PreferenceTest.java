package dev.berth.scheduler.engine;

import static dev.berth.scheduler.engine.Fixtures.DATABASE;
import static dev.berth.scheduler.engine.Fixtures.DISK;
import static dev.berth.scheduler.engine.Fixtures.WEB;
import static dev.berth.scheduler.engine.Fixtures.anywhere;
import static dev.berth.scheduler.engine.Fixtures.cpu;
import static dev.berth.scheduler.engine.Fixtures.engine;
import static dev.berth.scheduler.engine.Fixtures.inZone;
import static dev.berth.scheduler.engine.Fixtures.node;
import static dev.berth.scheduler.engine.Fixtures.place;
import static dev.berth.scheduler.engine.Fixtures.put;
import static dev.berth.scheduler.engine.Fixtures.request;
import static dev.berth.scheduler.engine.Fixtures.settle;
import static dev.berth.scheduler.engine.Fixtures.withDisk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Preference;
import org.junit.jupiter.api.Test;

/** Rule PLC-4, and the order of what is equally preferred. */
class PreferenceTest {
    private static Preference preferDisk(String disk, int weight) {
        return new Preference(Constraint.equalTo(DISK, disk), weight);
    }

    @Test
    void thePreferredNodeWins() {
        PlacementRequest request = request(WEB, Placement.builder().preference(preferDisk("ssd", 1)));

        assertThat(place(engine(node("a").build(), withDisk("b", "ssd")), request))
                .isEqualTo("b");
    }

    @Test
    void aPreferenceNobodyMeetsDoesNotBlock() {
        PlacementRequest request = request(WEB, Placement.builder().preference(preferDisk("ssd", 100)));

        assertThat(place(engine(node("a").build()), request)).isEqualTo("a");
    }

    @Test
    void theSumOfTheWeightsDecides() {
        PlacementEngine engine = engine(
                withDisk("a", "ssd"),
                node("b")
                        .attribute(NodeAttribute.ZONE, "east")
                        .attribute(NodeAttribute.ARCH, "arm64")
                        .build());
        PlacementRequest request = request(
                WEB,
                Placement.builder()
                        .preference(preferDisk("ssd", 50))
                        .preference(new Preference(Constraint.equalTo(NodeAttribute.ZONE, "east"), 30))
                        .preference(new Preference(Constraint.equalTo(NodeAttribute.ARCH, "arm64"), 21)));

        assertThat(place(engine, request)).isEqualTo("b");
    }

    @Test
    void preferredAffinityDrawsNearAndNeverBlocks() {
        PlacementEngine engine = engine(inZone("a", "east"), inZone("b", "west"));
        PlacementRequest request =
                request(WEB, Placement.builder().affinity(Affinity.preferred(DATABASE, NodeAttribute.ZONE, 10)));

        assertThat(place(engine, request)).isEqualTo("a");

        put(engine, "1", "b", anywhere(DATABASE));
        assertThat(place(engine, request)).isEqualTo("b");
    }

    @Test
    void preferredAntiAffinityKeepsAwayAndNeverBlocks() {
        PlacementEngine engine = engine(inZone("a", "east"), inZone("b", "west"));
        PlacementRequest request =
                request(WEB, Placement.builder().antiAffinity(Affinity.preferred(DATABASE, NodeAttribute.ZONE, 10)));
        put(engine, "1", "a", anywhere(DATABASE));

        assertThat(place(engine, request)).isEqualTo("b");

        put(engine, "2", "b", anywhere(DATABASE));
        assertThat(place(engine, request)).isEqualTo("a");
    }

    @Test
    void instancesOfOneWorkloadGoToDifferentNodes() {
        PlacementEngine engine = engine(node("a").build(), node("b").build());

        assertThat(settle(engine, "1", anywhere(WEB))).isEqualTo("a");
        assertThat(settle(engine, "2", anywhere(WEB))).isEqualTo("b");
    }

    @Test
    void theLeastLoadedNodeWinsInProportionToItsSize() {
        PlacementEngine engine = engine(
                node("a").allocatable(cpu(1000)).build(),
                node("b").allocatable(cpu(4000)).build());
        PlacementRequest large =
                PlacementRequest.builder(DATABASE).resources(cpu(1000)).build();
        put(engine, "1", "b", large);

        assertThat(place(
                        engine,
                        PlacementRequest.builder(WEB).resources(cpu(500)).build()))
                .isEqualTo("b");
    }

    @Test
    void theNodeWithFewestInstancesWinsWhereNothingIsStated() {
        PlacementEngine engine = engine(node("a").build(), node("b").build());
        put(engine, "1", "a", anywhere(DATABASE));

        assertThat(place(engine, anywhere(WEB))).isEqualTo("b");
    }

    @Test
    void theOrderInWhichNodesCameDoesNotMatter() {
        PlacementEngine engine =
                engine(node("c").build(), node("a").build(), node("b").build());

        assertThat(place(engine, anywhere(WEB))).isEqualTo("a");
    }
}
