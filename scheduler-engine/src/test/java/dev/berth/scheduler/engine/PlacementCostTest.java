package dev.berth.scheduler.engine;

import static dev.berth.scheduler.engine.Fixtures.DISK;
import static dev.berth.scheduler.engine.Fixtures.WEB;
import static dev.berth.scheduler.engine.Fixtures.cpu;
import static dev.berth.scheduler.engine.Fixtures.put;
import static dev.berth.scheduler.engine.Fixtures.withDisk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Spread;
import dev.berth.scheduler.spec.WorkloadId;
import org.junit.jupiter.api.Test;

/** Counts instead of times. */
class PlacementCostTest {
    private static final int NODES = 50;

    /** What this request needs of filters: two for the state, one for the constraint, cpu, anti-affinity and spread. */
    private static final int FILTERS = 6;

    private static final PlacementRequest REQUEST = PlacementRequest.builder(WEB)
            .placement(Placement.builder()
                    .constraint(Constraint.equalTo(DISK, "ssd"))
                    .antiAffinity(Affinity.required(WEB, NodeAttribute.HOSTNAME))
                    .spread(Spread.required(NodeAttribute.HOSTNAME, 1))
                    .build())
            .resources(cpu(1))
            .build();

    private static ScanningEngine cluster() {
        ScanningEngine engine = new ScanningEngine();
        for (int number = 0; number < NODES; number++) {
            engine.putNode(withDisk("node-" + number, "ssd"));
        }
        return engine;
    }

    @Test
    void eachFilterLooksAtEachNodeOnceAtTheMost() {
        ScanningEngine engine = cluster();

        engine.place(REQUEST);

        assertThat(engine.checks()).isEqualTo((long) NODES * FILTERS);
    }

    @Test
    void anExcludedNodeIsNotLookedAtAgain() {
        ScanningEngine engine = cluster();
        for (int number = 0; number < NODES; number++) {
            engine.putNode(withDisk("node-" + number, "hdd"));
        }

        engine.place(REQUEST);

        assertThat(engine.checks()).isEqualTo(NODES * 3L);
    }

    @Test
    void otherInstancesMakeAPlacementNoDearer() {
        ScanningEngine engine = cluster();
        for (int number = 0; number < 10_000; number++) {
            WorkloadId other = WorkloadId.of("other", "w" + number % 100);
            put(engine, "i" + number, "node-" + number % NODES, Fixtures.anywhere(other));
        }

        engine.place(REQUEST);

        assertThat(engine.checks()).isEqualTo((long) NODES * FILTERS);
    }
}
