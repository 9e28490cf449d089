package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.NodeObject;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.status.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesNodesTest {
    private static Node only(String recorded) throws IOException {
        return new KubernetesNodes(List.of(Codec.NODES.one(Recorded.body(recorded))))
                .with(List.of())
                .get(0);
    }

    private static NodeObject node(String labels, String ready) {
        ObjectNode node = Json.read("{\"metadata\": {\"name\": \"n2.example\", \"labels\": " + labels
                + "}, \"status\": {\"conditions\": [{\"type\": \"Ready\", \"status\": \"" + ready + "\"}]}}");
        return Held.one(Codec.NODES, node);
    }

    private static PodObject pod(String spec, String phase) {
        return Held.pod(Json.read("{\"metadata\": {\"name\": \"p\"}, \"spec\": {\"nodeName\": \"n2.example\", " + spec
                + "}, \"status\": {\"phase\": \"" + phase + "\"}}"));
    }

    private static String containers(String field, String... requests) {
        List<String> containers = new ArrayList<>();
        for (String request : requests) {
            containers.add("{\"resources\": {\"requests\": " + request + "}}");
        }
        return "\"" + field + "\": [" + String.join(", ", containers) + "]";
    }

    private static ResourceAmounts allocated(PodObject... pods) {
        return new KubernetesNodes(List.of(node("{}", "True")))
                .with(List.of(pods))
                .get(0)
                .allocated();
    }

    private static ResourceAmounts amounts(long millicores, long bytes) {
        return ResourceAmounts.builder()
                .cpu(new Cpu(millicores))
                .memory(new Memory(bytes))
                .disk(new Memory(0))
                .build();
    }

    @Test
    void aNodeIsToldWithWhatItHas() throws IOException {
        List<NodeObject> nodes = new ArrayList<>();
        Codec.Page unused = Codec.NODES.page(Recorded.body("00-cluster-002-nodes"), nodes::add);
        Node first = new KubernetesNodes(nodes).with(List.of()).get(0);

        assertThat(first.id().value()).isEqualTo("n1");
        assertThat(first.hostname()).isEqualTo("n1");
        assertThat(first.address()).isEqualTo("10.77.0.11");
        assertThat(first.state()).isEqualTo(Node.State.READY);
        assertThat(first.schedulable()).isTrue();
        assertThat(first.attributes()).containsEntry("os", "linux").containsEntry("arch", "amd64");
        assertThat(first.allocatable().cpu()).contains(new Cpu(2000));
        assertThat(first.allocatable().memory()).contains(new Memory(24684092L << 10));
    }

    @Test
    void labelsAreAttributesAndSomeHaveANameOfTheirOwn() {
        Node node = KubernetesNodes.node(
                node(
                        "{\"topology.kubernetes.io/zone\": \"a\", \"topology.kubernetes.io/region\": \"r\","
                                + " \"kubernetes.io/hostname\": \"n2\", \"example.com/disk\": \"ssd\"}",
                        "True"),
                dev.berth.scheduler.k8s.status.Amounts.NONE);

        assertThat(node.attributes())
                .containsEntry(NodeAttribute.NODE_ID.name(), "n2.example")
                .containsEntry(NodeAttribute.HOSTNAME.name(), "n2")
                .containsEntry(NodeAttribute.ZONE.name(), "a")
                .containsEntry(NodeAttribute.REGION.name(), "r")
                .containsEntry("label:example.com/disk", "ssd");
    }

    @ParameterizedTest
    @CsvSource({"True, READY, false", "False, NOT_READY, true", "Unknown, LOST, true", "?, UNKNOWN, true"})
    void aNodeThatIsNotReadyCanNotBeAsked(String told, Node.State state, boolean lost) {
        KubernetesNodes nodes = new KubernetesNodes(List.of(node("{}", told)));

        assertThat(nodes.with(List.of())).extracting(Node::state).containsExactly(state);
        assertThat(nodes.isLost("n2.example")).isEqualTo(lost);
    }

    @Test
    void aNodeThatIsNotListedIsNotLost() {
        assertThat(KubernetesNodes.none().isLost("n9")).isFalse();
    }

    @Test
    void aSilentNodeIsLost() throws IOException {
        assertThat(only("12-node-004-lost-node").state()).isEqualTo(Node.State.LOST);
    }

    @Test
    void aCordonedNodeTakesNoMore() throws IOException {
        Node cordoned = only("13-drain-003-cordon");

        assertThat(cordoned.schedulable()).isFalse();
        assertThat(cordoned.state()).isEqualTo(Node.State.READY);
    }

    @Test
    void whatPodsRequestIsAllocated() {
        PodObject pod = pod(
                containers("containers", "{\"cpu\": \"0.5\", \"memory\": \"1Mi\"}", "{\"cpu\": \"250m\"}"), "Running");

        assertThat(allocated(pod, pod)).isEqualTo(amounts(1500, 2 << 20));
    }

    @Test
    void whatIsOverRequestsNothing() {
        String request = containers("containers", "{\"cpu\": \"1\"}");

        assertThat(allocated(pod(request, "Succeeded"), pod(request, "Failed"))).isEqualTo(amounts(0, 0));
    }

    @Test
    void ofContainersThatRunOneAfterTheOtherTheLargestCounts() {
        PodObject pod = pod(
                containers("initContainers", "{\"cpu\": \"3\"}", "{\"cpu\": \"2\"}") + ", "
                        + containers("containers", "{\"cpu\": \"1\", \"memory\": \"1k\"}"),
                "Running");

        assertThat(allocated(pod)).isEqualTo(amounts(3000, 1000));
    }

    @Test
    void aSidecarCountsBesideWhatFollowsIt() {
        PodObject pod = pod(
                "\"initContainers\": [{\"restartPolicy\": \"Always\", \"resources\": {\"requests\": {\"cpu\": \"2\"}}},"
                        + " {\"resources\": {\"requests\": {\"cpu\": \"3\"}}}], "
                        + containers("containers", "{\"cpu\": \"1\"}"),
                "Running");

        assertThat(allocated(pod)).isEqualTo(amounts(5000, 0));
    }
}
