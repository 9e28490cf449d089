package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.local.cluster.NodeSettings;
import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.local.simulation.Behaviour;
import dev.berth.scheduler.local.simulation.SimulatedCluster;
import dev.berth.scheduler.local.simulation.SimulatedFaults;
import dev.berth.scheduler.local.simulation.Simulation;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to nodes, and whenever, in the end all is as it was asked for (rules GLB-1 and NOD-3). */
class NodesPropertyTest {
    private static final WorkloadId EACH = WorkloadId.of("shop", "each");
    private static final WorkloadId GROUP = WorkloadId.of("shop", "group");
    private static final WorkloadId SOME = WorkloadId.of("shop", "some");
    private static final NodeAttribute ROLE = NodeAttribute.label("role");
    private static final int NODES = 12;
    private static final int EVENTS = 60;
    private static final SimulatedFaults FAULTS = SimulatedFaults.NONE
            .slowStarts(0.2, Duration.ofSeconds(20))
            .crashes(0.1, Duration.ofMinutes(1))
            .lostNotices(0.1)
            .delayedNotices(0.2, Duration.ofSeconds(3));

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("nodes.seeds", 10));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void globalsFollowAndServicesAreComplete(int seed) {
        try (SimulatedCluster cluster =
                SimulatedCluster.open(Simulation.ofNodes(NODES, seed).withFaults(FAULTS))) {
            Story story = new Story(cluster, new Random(seed));
            for (int event = 0; event < EVENTS; event++) {
                story.next();
                story.check();
            }
            story.end();
        }
    }

    private static final class Story {
        private final SimulatedCluster cluster;
        private final Random random;
        private int replicas = 5;
        private int version;

        Story(SimulatedCluster cluster, Random random) {
            this.cluster = cluster;
            this.random = random;
            apply();
        }

        private void apply() {
            cluster.scheduler()
                    .workloads()
                    .apply(
                            spec(EACH, Mode.global())
                                    .placement(Placement.builder()
                                            .constraint(Constraint.notEqualTo(ROLE, "back"))
                                            .build())
                                    .build(),
                            spec(SOME, Mode.replicated(replicas))
                                    .nodeLossWait(Optional.of(Duration.ofSeconds(20)))
                                    .build(),
                            spec(GROUP, Mode.replicated(3)).task(sidecar()).build())
                    .orThrow();
        }

        private WorkloadSpec.Builder spec(WorkloadId id, Mode mode) {
            return WorkloadSpec.builder(id, mode)
                    .task(Task.main(ProcessArtifact.builder("/opt/" + id.name()).build())
                            .environment("VERSION", Integer.toString(version))
                            .build());
        }

        private static Task sidecar() {
            return Task.builder("beside")
                    .role(Task.Role.SIDECAR)
                    .artifact(ProcessArtifact.builder("/opt/beside").build())
                    .build();
        }

        void next() {
            String node = anyNode();
            switch (random.nextInt(9)) {
                case 0 -> cluster.nodes().lose(node);
                case 1 -> cluster.nodes().cutOff(node);
                case 2, 3 -> cluster.nodes().reconnect(node);
                case 4 -> cluster.nodes().label(node, ROLE, Optional.of(random.nextBoolean() ? "back" : "front"));
                case 5 -> leaveOrJoin(node);
                case 6 -> cordon(node);
                case 7 -> {
                    version += random.nextInt(2);
                    replicas = 3 + random.nextInt(6);
                    apply();
                }
                default -> {}
            }
            cluster.advance(Duration.ofMillis(random.nextInt(25_000)));
        }

        private void leaveOrJoin(String node) {
            if (cluster.nodes().all().size() > NODES / 2) {
                cluster.nodes().leave(node);
            } else {
                cluster.nodes().join(new NodeSettings("new-" + random.nextInt(100), Map.of(), ResourceAmounts.NONE));
            }
        }

        private void cordon(String node) {
            if (random.nextBoolean()) {
                cluster.scheduler().nodes().drain(new NodeId(node));
            } else {
                cluster.scheduler().nodes().schedulable(new NodeId(node), true);
            }
        }

        private String anyNode() {
            List<NodeSettings> all = cluster.nodes().all();
            return all.get(random.nextInt(all.size())).name();
        }

        /** What holds at every moment. */
        void check() {
            Set<String> lost = cluster.nodes().lost();
            assertThat(instances(EACH, SOME, GROUP))
                    .filteredOn(Instance::ready)
                    .noneMatch(instance -> lost.contains(place(instance)));
            assertThat(cluster.running()).extracting(Story::told).doesNotHaveDuplicates();
            assertThat(instances(EACH).stream()
                            .filter(Instance::ready)
                            .collect(Collectors.groupingBy(Story::place, Collectors.counting()))
                            .values())
                    .as("ready ones on one node, the old one beside the new one")
                    .allMatch(count -> count <= 2);
        }

        /** What holds once nothing happens any more. */
        void end() {
            cluster.nodes().all().forEach(node -> {
                cluster.nodes().reconnect(node.name());
                cluster.scheduler().nodes().schedulable(new NodeId(node.name()), true);
            });
            cluster.behaving(launch -> Behaviour.usual());
            cluster.advance(Duration.ofMinutes(15));
            assertThat(instances(EACH)).extracting(Story::place).containsExactlyInAnyOrderElementsOf(matching());
            assertThat(instances(SOME)).hasSize(replicas);
            assertThat(instances(GROUP)).hasSize(3);
            assertThat(instances(EACH, SOME, GROUP)).allMatch(Instance::ready);
            assertThat(instances(EACH, SOME, GROUP).stream().flatMap(Story::wanted))
                    .containsExactlyInAnyOrderElementsOf(
                            cluster.running().stream().map(Story::told).toList());
            assertThat(phase(EACH)).isEqualTo(Phase.STABLE);
            assertThat(phase(SOME)).isEqualTo(Phase.STABLE);
            assertThat(phase(GROUP)).isEqualTo(Phase.STABLE);
        }

        /** Its processes. */
        private static Stream<String> wanted(Instance instance) {
            String main = "/opt/" + instance.id().workload().name();
            Stream<String> programs =
                    instance.id().workload().equals(GROUP) ? Stream.of(main, "/opt/beside") : Stream.of(main);
            return programs.map(program -> program + " of " + instance.id() + " on " + place(instance));
        }

        private static String told(Launch launch) {
            return launch.executable() + " of "
                    + launch.environment().get("BERTH_NAMESPACE") + "/"
                    + launch.environment().get("BERTH_WORKLOAD") + "/"
                    + launch.name().instance().split("\\.", -1)[2] + " on "
                    + launch.environment().get("BERTH_NODE");
        }

        private Set<String> matching() {
            return cluster.nodes().all().stream()
                    .filter(node -> !"back".equals(node.attributes().get(ROLE.name())))
                    .map(NodeSettings::name)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private List<Instance> instances(WorkloadId... ids) {
            return cluster.scheduler().workloads().instances(Selector.of(ids));
        }

        private static String place(Instance instance) {
            return instance.node().map(NodeId::value).orElse("nowhere");
        }

        private Phase phase(WorkloadId id) {
            return cluster.scheduler()
                    .workloads()
                    .find(id)
                    .orElseThrow()
                    .status()
                    .phase();
        }
    }
}
