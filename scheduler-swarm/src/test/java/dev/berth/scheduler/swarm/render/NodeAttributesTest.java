package dev.berth.scheduler.swarm.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.swarm.engine.NodeObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeAttributesTest {
    private static final NodeObject NODE = node("n1", Map.of("zone", "a", "disk", "SSD", "node.role", "fake"));

    @Test
    void everyAttributeIsToldByTheNameThatAConstraintFindsItBy() {
        Map<String, String> attributes = NodeAttributes.of(NODE);

        assertThat(attributes)
                .containsOnly(
                        Map.entry("node.id", "abc"),
                        Map.entry("hostname", "n1"),
                        Map.entry("os", "linux"),
                        Map.entry("arch", "amd64"),
                        Map.entry("zone", "a"),
                        Map.entry("label:zone", "a"),
                        Map.entry("label:disk", "SSD"),
                        Map.entry("label:engine.labels.rack", "r1"),
                        Map.entry("label:node.role", "manager"));
        assertThat(attributes.entrySet().stream()
                        .map(each -> ConstraintForm.of(
                                Constraint.equalTo(new NodeAttribute(each.getKey()), each.getValue()))))
                .containsExactlyInAnyOrder(
                        List.of("node.id==abc"),
                        List.of("node.hostname==n1"),
                        List.of("node.platform.os==linux"),
                        List.of("node.platform.arch==x86_64"),
                        List.of("node.labels.zone==a"),
                        List.of("node.labels.zone==a"),
                        List.of("node.labels.disk==SSD"),
                        List.of("engine.labels.rack==r1"),
                        List.of("node.role==manager"));
    }

    @Test
    void aValueThatDiffersInLetterCaseOnlyIsFound() {
        assertThat(problems("node.labels.disk==ssd", NODE))
                .singleElement()
                .matches(problem -> problem.message().contains("disk of node n1 (=SSD)"));
        assertThat(problems("node.hostname!=N1", NODE)).hasSize(1);
        assertThat(problems("engine.labels.rack==R1", NODE)).hasSize(1);
    }

    @Test
    void equalAndOtherValuesAreNoClash() {
        assertThat(problems("node.labels.disk==SSD", NODE)).isEmpty();
        assertThat(problems("node.labels.disk==hdd", NODE)).isEmpty();
        assertThat(problems("node.labels.Disk==ssd", NODE)).isEmpty();
    }

    private static List<Problem> problems(String constraint, NodeObject node) {
        var service = Json.object();
        service.putObject("TaskTemplate")
                .putObject("Placement")
                .putArray("Constraints")
                .add(constraint);
        return LetterCase.problems(service, List.of(node));
    }

    private static NodeObject node(String hostname, Map<String, String> labels) {
        return new NodeObject(
                "abc",
                1,
                hostname,
                "10.0.0.1",
                labels,
                Map.of("rack", "r1"),
                "manager",
                "active",
                "ready",
                "linux",
                "x86_64",
                4_000_000_000L,
                1L << 30,
                Json.object());
    }
}
