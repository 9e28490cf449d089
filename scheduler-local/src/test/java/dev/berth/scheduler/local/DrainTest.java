package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.local.cluster.Readiness;
import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that are emptied (rule NOD-2). */
class DrainTest {
    private static final NodeId A = new NodeId("a");
    private static final Duration MOMENT = Duration.ofMillis(100);

    @TempDir
    private Path directory;

    private SimulatedLab lab;

    @BeforeEach
    void open() {
        lab = new SimulatedLab(directory, Readiness.NONE, "a", "b");
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void movesInstancesWithinTheLimitsOfTheirRollout() {
        lab.apply(LocalLab.sleep(6)
                .rollout(RolloutPolicy.builder()
                        .maximumUnavailable(Amount.of(0))
                        .maximumSurge(Amount.of(1))
                        .build()));
        lab.advance(MOMENT);
        assertThat(on("a")).isNotEmpty();
        List<Instance> elsewhere = on("b");
        lab.scheduler().nodes().drain(A);
        for (int millisecond = 0; millisecond < 500; millisecond++) {
            lab.advance(Duration.ofMillis(1));
            assertThat(lab.instances().stream().filter(Instance::ready)).hasSizeGreaterThanOrEqualTo(6);
            assertThat(lab.instances()).hasSizeLessThanOrEqualTo(7);
        }
        assertThat(on("a")).isEmpty();
        assertThat(on("b")).hasSize(6).containsAll(elsewhere);
    }

    @Test
    void whatFindsNoOtherNodeStays() {
        lab.apply(LocalLab.sleep(1)
                .placement(Placement.builder()
                        .constraint(Constraint.equalTo(NodeAttribute.NODE_ID, "a"))
                        .build()));
        lab.advance(MOMENT);
        lab.scheduler().nodes().drain(A);
        lab.advance(Duration.ofMinutes(1));
        assertThat(on("a")).singleElement().matches(Instance::ready);
    }

    @Test
    void goesOnInTheNextJvmUntilTheNodeIsSchedulableAgain() {
        lab.scheduler().nodes().drain(A);
        lab.scheduler().nodes().schedulable(A, false);
        lab.restart();
        assertThat(lab.scheduler().nodes().list())
                .filteredOn(node -> !node.schedulable() && node.draining())
                .extracting(node -> node.id())
                .containsExactly(A);
        lab.apply(LocalLab.sleep(2)
                .placement(Placement.builder().maximumPerNode(1).build()));
        lab.advance(MOMENT);
        assertThat(on("a")).isEmpty();
        lab.scheduler().nodes().schedulable(A, true);
        assertThat(lab.scheduler().nodes().list()).noneMatch(Node::draining);
        lab.advance(MOMENT);
        Instance moved = on("a").get(0);
        lab.advance(Duration.ofMinutes(1));
        assertThat(on("a")).extracting(Instance::id).containsExactly(moved.id());
    }

    @Test
    void refusesANodeThatIsNotThere() {
        assertThatThrownBy(() -> lab.scheduler().nodes().drain(new NodeId("nowhere")))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("there is no node 'nowhere'");
    }

    private List<Instance> on(String node) {
        return lab.instances().stream()
                .filter(instance ->
                        instance.node().filter(new NodeId(node)::equals).isPresent())
                .toList();
    }
}
