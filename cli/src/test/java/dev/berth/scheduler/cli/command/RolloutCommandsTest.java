package dev.berth.scheduler.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.status.WatchEvent;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.status.WorkloadStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RolloutCommandsTest {
    private final Terminal terminal = new Terminal();

    @BeforeEach
    void runWeb() {
        terminal.scheduler.workloads.put(Samples.WEB, Samples.stable());
    }

    @Test
    void pausesResumesAndAbortsEveryWorkloadNamedInOneEdit() {
        WorkloadId api = WorkloadId.of("shop", "api");
        terminal.scheduler.workloads.put(api, Samples.stable());
        assertThat(terminal.run("rollout", "pause", "web", "shop/api")).isEqualTo(ExitCode.OK);
        assertThat(terminal.run("rollout", "resume", "web")).isEqualTo(ExitCode.OK);
        assertThat(terminal.run("rollout", "abort", "web")).isEqualTo(ExitCode.OK);
        assertThat(terminal.scheduler.verbs.planned)
                .containsExactly(
                        List.of(Edit.pause(Samples.WEB), Edit.pause(api)),
                        List.of(Edit.resume(Samples.WEB)),
                        List.of(Edit.abort(Samples.WEB)));
    }

    @Test
    void rollsBackToTheRevisionNamed() {
        assertThat(terminal.run("rollback", "web=3")).isEqualTo(ExitCode.OK);
        assertThat(terminal.scheduler.verbs.planned).containsExactly(List.of(Edit.rollback(Samples.WEB, 3)));
    }

    @Test
    void namesTheWorkloadThatWasProbablyMeant() {
        assertThat(terminal.run("rollout", "pause", "wbe")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(terminal.error()).contains("did you mean 'web'?");
        assertThat(terminal.run("history", "wbe")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(terminal.error()).contains("did you mean 'web'?");
    }

    @Test
    void listsRevisionsAndShowsTheirSpecsToMachines() {
        assertThat(terminal.run("history", "web")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out())
                .startsWith("REVISION  VERSION")
                .contains("2026-01-01T00:00:00Z  v1:sha256:0")
                .hasLineCount(2);
        assertThat(terminal.run("history", "web", "-o", "json")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("\"createdAt\": \"2026-01-01T00:00:00Z\"", "\"name\": \"web\"");
    }

    @Test
    void keepsNewInstancesOffNodesAndLetsThemHaveThemAgain() {
        assertThat(terminal.run("cordon", "a", "b")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualTo("CORDONED a\nCORDONED b\n");
        assertThat(terminal.run("uncordon", "b")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualTo("UNCORDONED b\n");
        assertThat(terminal.scheduler.schedulable)
                .containsEntry(new NodeId("a"), false)
                .containsEntry(new NodeId("b"), true);
    }

    @Test
    void takesTheHostNameOfANodeForItsId() {
        terminal.scheduler.nodes.add(Node.builder(new NodeId("8myoif5l"), "n2").build());
        assertThat(terminal.run("cordon", "n2")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualTo("CORDONED n2\n");
        assertThat(terminal.scheduler.schedulable).containsOnly(Map.entry(new NodeId("8myoif5l"), false));
    }

    @Test
    void takesTheIdOfANodeBeforeTheHostNameOfAnother() {
        terminal.scheduler.nodes.add(Node.builder(new NodeId("b"), "a").build());
        terminal.scheduler.nodes.add(Node.builder(new NodeId("a"), "b").build());
        assertThat(terminal.run("cordon", "a")).isEqualTo(ExitCode.OK);
        assertThat(terminal.scheduler.schedulable).containsOnly(Map.entry(new NodeId("a"), false));
    }

    @Test
    void asksWhichNodeIsMeantBeforeItChangesAnother() {
        terminal.scheduler.nodes.add(Node.builder(new NodeId("a"), "vm").build());
        terminal.scheduler.nodes.add(Node.builder(new NodeId("b"), "vm").build());
        assertThat(terminal.run("cordon", "a", "vm")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.error()).contains("'vm' is the host name of several nodes, say which: a, b");
        assertThat(terminal.scheduler.schedulable).isEmpty();
    }

    @Test
    void drainsNodes() {
        assertThat(terminal.run("drain", "a")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualTo("DRAINING a\n");
        assertThat(terminal.scheduler.drained).containsExactly(new NodeId("a"));
    }

    @Test
    void waitsUntilNothingIsLeftOnADrainedNode() {
        Instance there = there();
        terminal.scheduler.instances.put(
                new InstanceId(Samples.WEB, "b2"),
                Instance.builder(new InstanceId(Samples.WEB, "b2"), InstanceState.RUNNING)
                        .node(new NodeId("b"))
                        .build());
        terminal.scheduler.later.add(new WatchEvent.InstanceEnded(there, 0));

        assertThat(terminal.run("drain", "a", "--wait")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualTo("DRAINING a\nDRAINED a\n");
        assertThat(terminal.error()).isEqualTo("a: 1 left: web/a1\n");
    }

    @Test
    void saysWhatIsLeftOnADrainedNodeWhenTheTimeIsUp() {
        there();
        assertThat(terminal.run("drain", "a", "--wait", "--timeout", "1ms")).isEqualTo(ExitCode.TIMEOUT);
        assertThat(terminal.error())
                .endsWith("berth: not empty after 0s; the draining goes on:\n  a: 1 left: web/a1\n");
    }

    @Test
    void doesNotWaitForWhatRunsOnceOnEachNode() {
        there();
        WorkloadSpec global =
                Samples.spec(Samples.WEB, 1).toBuilder().mode(Mode.global()).build();
        WorkloadStatus status = WorkloadStatus.builder(new Version("k2x9", 1))
                .phase(Phase.STABLE)
                .build();
        terminal.scheduler.workloads.put(Samples.WEB, Workload.of(global, status.observed(), 1, status));
        assertThat(terminal.run("drain", "a", "--wait")).isEqualTo(ExitCode.OK);
    }

    /** An instance on the node a, of which a watch tells, and goes on. */
    private Instance there() {
        Instance there = Samples.ready().toBuilder().node(new NodeId("a")).build();
        terminal.scheduler.instances.put(there.id(), there);
        terminal.scheduler.staysOpen = true;
        return there;
    }
}
