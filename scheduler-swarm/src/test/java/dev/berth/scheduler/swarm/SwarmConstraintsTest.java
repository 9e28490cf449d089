package dev.berth.scheduler.swarm;

import static dev.berth.scheduler.swarm.Rendering.ID;
import static dev.berth.scheduler.swarm.Rendering.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Constraints on nodes whose values differ in letter case only, which Swarm takes for equal and Berth doesn't. */
class SwarmConstraintsTest {
    private final TestSwarm test = new TestSwarm();

    @AfterEach
    void close() {
        test.close();
    }

    private static WorkloadSpec on(Constraint constraint) {
        return spec().placement(Placement.builder().constraint(constraint).build())
                .build();
    }

    private static WorkloadSpec onDisk(String value) {
        return on(Constraint.equalTo(NodeAttribute.label("disk"), value));
    }

    private void assertRefused(WorkloadSpec spec, String... words) {
        assertThatThrownBy(() -> test.scheduler.workloads().plan(Edit.apply(spec)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(ErrorCode.INFEASIBLE);
                                    assertThat(problem.path()).isEqualTo("placement.constraints");
                                }))
                .hasMessageContainingAll(words);
    }

    @Test
    void oneThatANodeWouldFulfilByOtherLettersIsRefusedBeforeAnythingIsWritten() {
        assertRefused(onDisk("SSD"), "node.labels.disk of nodes n1, n3 (=ssd)", "differs from SSD in letter case only");
        assertThatThrownBy(() -> test.apply(onDisk("SSD"))).isInstanceOf(RefusedException.class);
        assertThat(test.manager.services.all()).isEmpty();
        assertThat(test.manager.configs.all()).isEmpty();
    }

    @Test
    void soIsOneThatWouldExcludeANodeByOtherLetters() {
        assertRefused(on(Constraint.notEqualTo(NodeAttribute.HOSTNAME, "N2")), "node.hostname of node n2 (=n2)");
        assertRefused(on(Constraint.notIn(NodeAttribute.ZONE, "b", "A")), "node.labels.zone of nodes n1, n2 (=a)");
        assertRefused(on(Constraint.equalTo(NodeAttribute.label("node.role"), "Worker")), "node.role of node n3");
        assertRefused(on(Constraint.equalTo(NodeAttribute.label("engine.labels.rack"), "R1")), "engine.labels.rack");
    }

    @Test
    void valuesAsTheyAreOrOfNoNodeAreTaken() {
        test.apply(onDisk("ssd"));
        test.apply(onDisk("tape"));
        assertThat(test.manager
                        .service(TestSwarm.web())
                        .spec()
                        .at("/TaskTemplate/Placement/Constraints/0")
                        .asText())
                .isEqualTo("node.labels.disk==tape");
    }

    @Test
    void itIsTakenOnceTheNodesHaveOtherValues() {
        assertRefused(onDisk("HDD"), "node n2");
        test.manager.labelNode("n2", "disk", "HDD");
        test.apply(onDisk("HDD"));
        assertThat(test.manager.services.all()).hasSize(1);
    }

    @Test
    void aNodeThatIsLabelledSoLaterIsTold() {
        test.apply(onDisk("ssd"));
        assertThat(test.scheduler.workloads().find(ID).orElseThrow().status().conditions())
                .isEmpty();
        test.manager.labelNode("n2", "disk", "Ssd");
        assertThat(test.scheduler.workloads().find(ID).orElseThrow().status().conditions())
                .contains(new Condition(
                        Condition.CONSTRAINT_UNMET,
                        "node.labels.disk of node n2 (=Ssd) differs from ssd in letter case only, and a swarm takes"
                                + " them for equal; give one another value"));
        test.scheduler.workloads().scale(ID, 3);
        assertThatThrownBy(() -> test.scheduler.workloads().plan(Edit.restart(ID)))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void nodesAreAskedForOnceForAllThatIsPlannedTogetherAndForNothingElse() {
        test.client.requests();
        test.apply(spec().build());
        assertThat(test.client.requests()).doesNotContain("nodes");
        test.apply(onDisk("ssd"), other(onDisk("hdd")));
        assertThat(test.client.requests()).containsOnlyOnce("nodes");
        test.apply(onDisk("hdd"));
        assertThat(test.client.requests()).containsOnlyOnce("nodes");
    }

    private static WorkloadSpec other(WorkloadSpec spec) {
        return WorkloadSpec.builder(WorkloadId.of("shop", "other"), Mode.replicated(1))
                .task(spec.main())
                .placement(spec.placement())
                .build();
    }

    @Test
    void everyWorkloadIsJudgedByItself() {
        assertThatThrownBy(() -> test.apply(onDisk("SSD"), other(onDisk("hdd"))))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.problems())
                                .extracting(Problem::path)
                                .containsExactly("shop/web.placement.constraints"));
    }
}
