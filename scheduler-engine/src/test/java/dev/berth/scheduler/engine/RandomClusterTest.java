package dev.berth.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the engine against {@link PlacementOracle} on many small clusters while instances and nodes come and go. */
class RandomClusterTest {
    private static final int CLUSTERS = 150;
    private static final int STEPS = 25;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyAnswerIsTheOneTheRulesAllow(long seed) {
        int placed = 0;
        int pending = 0;
        for (int cluster = 0; cluster < CLUSTERS; cluster++) {
            History history = new History(new Random(seed * 10_000 + cluster));
            for (int step = 0; step < STEPS; step++) {
                if (history.step().node().isPresent()) {
                    placed++;
                } else {
                    pending++;
                }
            }
        }
        assertThat(placed).isGreaterThan(CLUSTERS);
        assertThat(pending).isGreaterThan(CLUSTERS);
    }

    /** One cluster's life, checked at each step. */
    private static final class History {
        private final RandomModel model;
        private final Random random;
        private final PlacementEngine engine = PlacementEngine.create();
        private final List<Node> nodes;
        private final List<PlacementRequest> workloads;
        private final List<PlacedInstance> instances = new ArrayList<>();
        private int uid;

        History(Random random) {
            this.random = random;
            this.model = new RandomModel(random);
            this.nodes = model.nodes();
            this.workloads = model.requests();
            nodes.forEach(engine::putNode);
        }

        PlacementResult step() {
            disturb();
            PlacementRequest request = workloads.get(random.nextInt(workloads.size()));
            PlacementResult result = engine.place(request);
            check(request, result);
            result.node().ifPresent(node -> settle(request, node));
            return result;
        }

        private void disturb() {
            if (!instances.isEmpty() && random.nextInt(4) == 0) {
                PlacedInstance gone = instances.remove(random.nextInt(instances.size()));
                engine.removeInstance(gone.id());
            }
            if (random.nextInt(6) == 0) {
                int which = random.nextInt(nodes.size());
                Node changed = model.node(nodes.get(which).id().value());
                nodes.set(which, changed);
                if (random.nextBoolean()) {
                    engine.removeNode(changed.id());
                }
                engine.putNode(changed);
            }
        }

        private void settle(PlacementRequest request, NodeId node) {
            PlacedInstance instance =
                    new PlacedInstance(new InstanceId(request.workload(), "i" + uid++), node, request);
            instances.add(instance);
            engine.putInstance(instance);
        }

        private void check(PlacementRequest request, PlacementResult result) {
            PlacementOracle oracle = new PlacementOracle(nodes, instances);
            List<NodeId> legal = oracle.legal(request).stream().map(Node::id).toList();
            if (legal.isEmpty()) {
                assertThat(result.node()).isEmpty();
                assertThat(result.explanation().orElseThrow().nodes()).isEqualTo(nodes.size());
            } else {
                assertThat(legal).contains(result.node().orElseThrow());
                assertThat(preference(oracle, request, result.node().orElseThrow()))
                        .isEqualTo(oracle.legal(request).stream()
                                .mapToLong(node -> oracle.preference(request, node))
                                .max()
                                .orElseThrow());
            }
            assertThat(afresh().place(request)).isEqualTo(result);
        }

        private long preference(PlacementOracle oracle, PlacementRequest request, NodeId id) {
            return nodes.stream()
                    .filter(node -> node.id().equals(id))
                    .mapToLong(node -> oracle.preference(request, node))
                    .sum();
        }

        /** An engine told of the same cluster at once and in another order. */
        private PlacementEngine afresh() {
            PlacementEngine other = PlacementEngine.create();
            List<PlacedInstance> shuffled = new ArrayList<>(instances);
            Collections.shuffle(shuffled, random);
            shuffled.forEach(other::putInstance);
            List<Node> shuffledNodes = new ArrayList<>(nodes);
            Collections.shuffle(shuffledNodes, random);
            shuffledNodes.forEach(other::putNode);
            return other;
        }
    }
}
