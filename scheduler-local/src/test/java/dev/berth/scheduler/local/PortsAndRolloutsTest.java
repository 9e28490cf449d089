package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.local.cluster.NodeSettings;
import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.NodeId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ports, placement and replacement, with real processes. */
class PortsAndRolloutsTest {
    @TempDir
    private Path directory;

    private @Nullable LocalLab opened;

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private LocalLab open(NodeSettings... nodes) {
        LocalConfig config = LocalConfig.in(directory.resolve("state")).withPorts(22_500, 22_900);
        LocalLab lab = new LocalLab(nodes.length == 0 ? config : config.withNodes(List.of(nodes)));
        opened = lab;
        return lab;
    }

    @Test
    void dynamicPortsAreDistinctHandedOverAndKeptOverARestart() throws Exception {
        LocalLab lab = open();
        Path file = directory.resolve("port");
        Task.Builder task = Task.main(ProcessArtifact.builder("/bin/sh")
                        .arguments(
                                "-c",
                                "echo $PORT_HTTP $ADMIN $COPY > " + file + "$BERTH_INSTANCE_INDEX.new; mv " + file
                                        + "$BERTH_INSTANCE_INDEX.new " + file
                                        + "$BERTH_INSTANCE_INDEX; exec sleep 1000")
                        .build())
                .environment("COPY", EnvironmentValue.port("http"))
                .port(Port.dynamic("http"))
                .port(Port.builder("admin").variable("ADMIN").build());
        lab.apply(LocalLab.spec(3, task).restart(quick()));
        List<Instance> running = lab.untilReady(3);
        Set<Integer> numbers = running.stream()
                .flatMap(instance -> instance.endpoints().stream())
                .map(Endpoint::number)
                .collect(Collectors.toSet());
        assertThat(numbers).hasSize(6).allMatch(number -> number >= 22_500 && number <= 22_900);
        FileWait.await(Path.of(file + "0"));
        Map<String, Integer> first = ports(running.get(0));
        assertThat(Files.readString(Path.of(file + "0")))
                .isEqualTo(first.get("http") + " " + first.get("admin") + " " + first.get("http") + "\n");

        Processes.kill("sleep 1000", lab, 3);
        lab.until(all -> all.size() == 3 && all.stream().allMatch(one -> one.ready() && one.restarts() == 1));
        assertThat(ports(lab.instances().get(0))).isEqualTo(first);
    }

    @Test
    void aPortThatWasStolenIsReplacedAtTheNextStart() throws Exception {
        LocalLab lab = open();
        lab.apply(LocalLab.spec(1, sleeping().port(Port.dynamic("http"))).restart(quick()));
        int before = lab.untilReady(1).get(0).endpoints().get(0).number();
        try (ServerSocket thief = new ServerSocket(before, 1, InetAddress.getLoopbackAddress())) {
            Processes.kill("sleep 1000", lab, 1);
            Instance after = lab.untilOne(instance -> instance.ready() && instance.restarts() == 1);
            assertThat(after.endpoints().get(0).number()).isNotEqualTo(thief.getLocalPort());
        }
    }

    @Test
    void aFixedPortThatIsTakenSaysSoAndIsTriedAgain() throws Exception {
        LocalLab lab = open();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            lab.apply(LocalLab.spec(1, sleeping().port(Port.fixed("http", taken.getLocalPort())))
                    .restart(quick()));
            Instance waiting = lab.untilOne(LocalLab.in(InstanceState.STARTING, "PORT_TAKEN"));
            assertThat(waiting.message()).contains("port " + taken.getLocalPort() + " is taken");
        }
        assertThat(lab.untilReady(1).get(0).reason()).isEmpty();
    }

    @Test
    void aFixedPortIsHandedFromTheOldInstanceToTheNew() {
        LocalLab lab = open();
        int number = free();
        lab.apply(LocalLab.spec(1, sleeping().port(Port.fixed("http", number))));
        Instance old = lab.untilReady(1).get(0);
        lab.apply(LocalLab.spec(1, sleeping().environment("A", "b").port(Port.fixed("http", number))));
        Instance renewed = lab.until(all ->
                        all.size() == 1 && all.get(0).ready() && all.get(0).revision() == 2)
                .get(0);
        assertThat(renewed.id()).isNotEqualTo(old.id());
        assertThat(renewed.endpoints()).extracting(Endpoint::number).containsExactly(number);
        assertThat(renewed.restarts()).isZero();
    }

    @Test
    void replacesWithinTheRolloutPolicy() {
        LocalLab lab = open();
        RolloutPolicy policy = RolloutPolicy.builder()
                .maximumUnavailable(Amount.of(1))
                .maximumSurge(Amount.of(1))
                .build();
        lab.apply(LocalLab.sleep(4).rollout(policy));
        lab.untilReady(4);
        lab.apply(LocalLab.spec(4, "/bin/sleep", "2000").rollout(policy));
        lab.until(all -> {
            assertThat(all.stream().filter(Instance::ready).count()).isGreaterThanOrEqualTo(3);
            assertThat(all).hasSizeLessThanOrEqualTo(5);
            return all.size() == 4 && all.stream().allMatch(one -> one.ready() && one.revision() == 2);
        });
        Processes.await("sleep 2000", lab, 4);
        assertThat(Processes.count("sleep 1000", lab)).isZero();
    }

    @Test
    void aNewVersionThatFailsLeavesTheOldOneServing() {
        LocalLab lab = open();
        lab.apply(LocalLab.sleep(3));
        Set<String> old = uids(lab.untilReady(3));
        lab.apply(LocalLab.spec(3, "/no/such/program"));
        lab.untilOne(instance -> instance.revision() == 2 && instance.reason().equals("CANNOT_START"));
        assertThat(uids(lab.instances().stream().filter(Instance::ready).toList()))
                .isEqualTo(old);
        lab.apply(LocalLab.sleep(3));
        lab.until(all -> all.size() == 3 && all.stream().allMatch(one -> one.ready() && one.revision() == 3));
    }

    @Test
    void whatFitsNowhereIsPendingWithNumbersAndPlacedWhenThereIsRoom() {
        LocalLab lab = open(node("a", "west"), node("b", "west"), node("c", "east"));
        Placement east = Placement.builder()
                .constraint(Constraint.equalTo(NodeAttribute.ZONE, "east"))
                .maximumPerNode(1)
                .build();
        lab.apply(LocalLab.sleep(2).placement(east));
        Instance pending = lab.untilOne(LocalLab.in(InstanceState.PENDING, "UNPLACEABLE"));
        assertThat(pending.message()).startsWith("3 nodes: ");
        assertThat(lab.watching()
                        .untilReport(LocalLab.ID, report -> report.explanation().isPresent())
                        .conditions())
                .extracting(Condition::reason)
                .containsExactly("UNPLACEABLE");
        assertThat(lab.until(all -> all.stream().anyMatch(Instance::ready)))
                .filteredOn(Instance::ready)
                .extracting(instance -> instance.node().orElseThrow())
                .containsExactly(new NodeId("c"));
        lab.scale(1);
        lab.untilReady(1);
    }

    @Test
    void spreadsOverNodesThatAreToBeApartAndKeepsOffACordonedOne() {
        LocalLab lab = open(node("a", "west"), node("b", "west"), node("c", "east"));
        lab.backend().schedulable(new NodeId("b"), false, LocalLab.call());
        lab.watching().untilNode("b", node -> !node.schedulable());
        Placement apart = Placement.builder()
                .antiAffinity(Affinity.required(LocalLab.ID, NodeAttribute.NODE_ID))
                .build();
        lab.apply(LocalLab.sleep(3).placement(apart));
        lab.until(all -> all.stream().filter(Instance::ready).count() == 2);
        lab.untilOne(LocalLab.in(InstanceState.PENDING, "UNPLACEABLE"));
        lab.backend().schedulable(new NodeId("b"), true, LocalLab.call());
        assertThat(lab.untilReady(3))
                .extracting(instance -> instance.node().orElseThrow().value())
                .containsExactlyInAnyOrder("a", "b", "c");
    }

    /** A port that stays free: dynamic ports and those of outgoing connections are others. */
    private static int free() {
        return IntStream.range(22_901, 22_999)
                .filter(PortsAndRolloutsTest::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            // Somebody has it.
            return false;
        }
    }

    private static NodeSettings node(String name, String zone) {
        return new NodeSettings(name, Map.of("zone", zone), ResourceAmounts.NONE);
    }

    private static Task.Builder sleeping() {
        return Task.main(ProcessArtifact.builder("/bin/sleep").arguments("1000").build());
    }

    private static RestartPolicy quick() {
        return RestartPolicy.builder()
                .backOff(new RestartPolicy.BackOff(Duration.ofMillis(50), Duration.ofMillis(100), 1))
                .build();
    }

    private static Set<String> uids(List<Instance> instances) {
        return instances.stream().map(instance -> instance.id().uid()).collect(Collectors.toSet());
    }

    private static Map<String, Integer> ports(Instance instance) {
        return instance.endpoints().stream().collect(Collectors.toMap(Endpoint::port, Endpoint::number));
    }
}
