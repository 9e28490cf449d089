package dev.berth.scheduler.tck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Spread;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Endpoint;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the oracle sees in states that no backend should show. */
class OracleTest {
    private static final WorkloadId ID = WorkloadId.parse("test/web");
    private static final Version VERSION = new Version("life", 1);
    private static final Map<NodeId, Node> NODES =
            Map.of(new NodeId("a"), node("a", "west"), new NodeId("b"), node("b", "east"));

    private final Ledger ledger = new Ledger();
    private final Oracle oracle =
            new Oracle(ledger, BackendInfo.builder("toy", "Toy", "1").build(), Set.of(2));

    private static Node node(String name, String zone) {
        return Node.builder(new NodeId(name), name)
                .attribute(NodeAttribute.ZONE, zone)
                .build();
    }

    private void asked(int replicas, Placement.Builder placement) {
        WorkloadSpec spec = WorkloadSpec.builder(ID, Mode.replicated(replicas))
                .task(Task.main(ProcessArtifact.builder("/bin/true").build()).build())
                .placement(placement.build())
                .build();
        ledger.accepted(
                List.of(Edit.apply(spec)),
                new Applied(List.of(
                        new Applied.Item(ID, Change.Action.CREATE, Optional.of(VERSION), 1, Optional.empty()))));
    }

    private static Instance.Builder instance(String uid, String node) {
        return Instance.builder(new InstanceId(ID, uid), InstanceState.RUNNING)
                .revision(1)
                .ready(true)
                .node(new NodeId(node));
    }

    private static Workload workload(Phase phase, int desired, int there) {
        return Workload.deferred(
                ID,
                Mode.Kind.REPLICATED,
                () -> {
                    throw new IllegalStateException("the oracle believes no spec of a backend");
                },
                VERSION,
                1,
                WorkloadStatus.builder(VERSION)
                        .phase(phase)
                        .desired(desired)
                        .placed(there)
                        .running(there)
                        .ready(there)
                        .updated(there)
                        .build());
    }

    private List<String> judge(Workload workload, Instance... instances) {
        return oracle.judge(new Picture(Map.of(ID, workload), Arrays.asList(instances), Map.of(), Map.of(), NODES));
    }

    private List<String> seen(Instance instance) {
        return oracle.judge(new WatchEvent.InstanceChanged(instance), NODES);
    }

    @Test
    void nothingIsWrongWithWhatIsRight() {
        asked(2, Placement.builder().maximumPerNode(1));
        assertThat(judge(
                        workload(Phase.STABLE, 2, 2),
                        instance("x", "a").index(0).build(),
                        instance("y", "b").index(1).build()))
                .isEmpty();
    }

    @Test
    void aConstraintThatDoesNotHoldIsSeenInAnEvent() {
        asked(1, Placement.builder().constraint(Constraint.equalTo(NodeAttribute.ZONE, "west")));
        assertThat(seen(instance("x", "a").build())).isEmpty();
        assertThat(seen(instance("y", "b").build())).singleElement().asString().startsWith("PLC-1");
    }

    @Test
    void anIdThatMovesComesBackOrForgetsItsRestartsIsSeen() {
        asked(1, Placement.builder());
        assertThat(seen(instance("x", "a").restarts(1).build())).isEmpty();
        assertThat(seen(instance("x", "b").restarts(1).build()))
                .singleElement()
                .asString()
                .contains("moved from a to b");
        assertThat(seen(instance("x", "b").build())).singleElement().asString().contains("from 1 to 0");
        assertThat(oracle.judge(new WatchEvent.InstanceEnded(instance("x", "b").build(), 0), NODES))
                .isEmpty();
        assertThat(seen(instance("x", "b").build())).singleElement().asString().contains("is there again");
    }

    @Test
    void twoTooCloseAreSeen() {
        asked(
                2,
                Placement.builder()
                        .antiAffinity(Affinity.required(ID, NodeAttribute.NODE_ID))
                        .maximumPerNode(1));
        assertThat(judge(
                        workload(Phase.STABLE, 2, 2),
                        instance("x", "a").build(),
                        instance("y", "a").build()))
                .hasSize(2)
                .allMatch(wrong -> wrong.startsWith("PLC-2"));
    }

    @Test
    void aSpreadThatIsTooUnevenIsSeen() {
        asked(2, Placement.builder().spread(Spread.required(NodeAttribute.ZONE, 1)));
        assertThat(judge(
                        workload(Phase.STABLE, 2, 2),
                        instance("x", "a").build(),
                        instance("y", "a").build()))
                .singleElement()
                .asString()
                .startsWith("PLC-5");
    }

    @Test
    void countsThatAreNotThoseOfTheListAreSeen() {
        asked(2, Placement.builder());
        assertThat(judge(
                        workload(Phase.PROGRESSING, 2, 2),
                        instance("x", "a").build(),
                        instance("y", "b").ready(false).build()))
                .singleElement()
                .asString()
                .contains("says 2 ready, and 1 are listed");
    }

    @Test
    void anEndpointOfWhatIsNotReadyIsSeen() {
        asked(1, Placement.builder());
        Instance unready = instance("x", "a").ready(false).build();
        Endpoint endpoint = new Endpoint(
                unready.id(),
                "http",
                "127.0.0.1",
                80,
                dev.berth.scheduler.spec.Port.Protocol.TCP,
                Endpoint.Reachable.NODE);
        assertThat(oracle.judge(
                        new Picture(Map.of(), List.of(unready), Map.of(ID, List.of(endpoint)), Map.of(), NODES)))
                .isEmpty();
        assertThat(oracle.judge(new Picture(
                        Map.of(ID, workload(Phase.PROGRESSING, 1, 1)),
                        List.of(unready),
                        Map.of(ID, List.of(endpoint)),
                        Map.of(),
                        NODES)))
                .anyMatch(wrong -> wrong.startsWith("HLT-1"));
    }

    @Test
    void tooFewReadyInARolloutAndTooManyInstancesAreSeen() {
        asked(4, Placement.builder());
        assertThat(oracle.judge(new WatchEvent.Changed(workload(Phase.STABLE, 4, 4)), NODES))
                .isEmpty();
        assertThat(oracle.judge(new WatchEvent.Changed(workload(Phase.PROGRESSING, 4, 3)), NODES))
                .isEmpty();
        assertThat(oracle.judge(new WatchEvent.Changed(workload(Phase.PROGRESSING, 4, 2)), NODES))
                .singleElement()
                .asString()
                .startsWith("UPD-1");
    }

    @Test
    void aWorkloadCalledStableThatIsNotWholeIsSeen() {
        asked(2, Placement.builder());
        assertThat(oracle.judge(new WatchEvent.Changed(workload(Phase.STABLE, 2, 1)), NODES))
                .anyMatch(wrong -> wrong.startsWith("OBS-1"));
    }
}
