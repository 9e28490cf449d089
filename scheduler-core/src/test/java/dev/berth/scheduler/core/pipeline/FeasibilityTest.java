package dev.berth.scheduler.core.pipeline;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Network;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Explanation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule UPD-5, on the pipeline alone. */
class FeasibilityTest extends PipelineFixture {
    private static final Explanation WHY =
            new Explanation(3, List.of(new Explanation.Reason(3, "hold an instance that may not be stopped first")));

    @Test
    void refusesARolloutThatCouldNeverProceedBeforeAnyWrite() {
        apply(web(3));
        backend.infeasible(WHY);
        backend.takeRequests();

        assertThatThrownBy(() -> apply(web(3, "2")))
                .isInstanceOfSatisfying(RefusedException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INFEASIBLE);
                    assertThat(e.effect()).isEqualTo(Effect.NONE);
                })
                .hasMessageContaining("the rollout of demo/web could never proceed: 3 nodes: 3 hold an instance");
        assertThat(backend.takeRequests()).doesNotContain("claim", "send");
    }

    @Test
    void refusesItInAPlanToo() {
        apply(web(3));
        backend.infeasible(WHY);

        assertThatThrownBy(() -> scheduler.workloads().plan(Edit.restart(WEB))).isInstanceOf(RefusedException.class);
    }

    @Test
    void asksOnlyAboutWhatReplacesInstances() {
        backend.infeasible(WHY);

        assertThat(apply(web(3)).action()).isEqualTo(Change.Action.CREATE);
        assertThat(apply(web(5)).action()).isEqualTo(Change.Action.UPDATE);
        assertThat(scheduler
                        .workloads()
                        .edit(Edit.remove(WEB))
                        .orThrow()
                        .items()
                        .get(0)
                        .action())
                .isEqualTo(Change.Action.REMOVE);
    }

    private static final Problem MISSING =
            Problem.of(ErrorCode.INFEASIBLE, "tasks[0].environment.PASSWORD", "secret 'db' is not there");

    private static WorkloadSpec withSecret(int replicas) {
        WorkloadSpec web = web(replicas);
        return web.toBuilder()
                .tasks(List.of(web.main().toBuilder()
                        .environment("PASSWORD", EnvironmentValue.secret(new SecretReference("db", "")))
                        .build()))
                .build();
    }

    @Test
    void refusesWhatFindsNotWhatItIsToFindBeforeAnyWrite() {
        backend.unmet(MISSING);

        assertThatThrownBy(() -> apply(withSecret(1))).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(e.problems()).containsExactly(MISSING);
            assertThat(e.effect()).isEqualTo(Effect.NONE);
        });
        assertThat(backend.takeRequests()).doesNotContain("claim", "send");
        assertThat(apply(web(1)).action()).isEqualTo(Change.Action.CREATE);
    }

    @Test
    void countsTheTaskThatABackendNames() {
        WorkloadSpec alone = withSecret(1);
        Task page = Task.builder("page")
                .role(Task.Role.INIT)
                .artifact(alone.main().artifacts().get(0))
                .build();
        WorkloadSpec both = alone.toBuilder().tasks(List.of(page, alone.main())).build();
        backend.unmet(Problem.of(ErrorCode.INFEASIBLE, "tasks[main].environment.PASSWORD", "secret 'db' is not there"));

        assertThatThrownBy(() -> apply(both))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::path)
                                .containsExactly("tasks[1].environment.PASSWORD"));
    }

    @Test
    void asksAboutConstraintsToo() {
        WorkloadSpec there = web(1).toBuilder()
                .placement(Placement.builder()
                        .constraint(Constraint.equalTo(NodeAttribute.ZONE, "a"))
                        .build())
                .build();
        Problem mistaken = Problem.of(ErrorCode.INFEASIBLE, "placement.constraints", "zone A is taken for a");
        backend.unmet(mistaken);

        assertThatThrownBy(() -> apply(there))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.problems()).containsExactly(mistaken));
    }

    @Test
    void asksAboutANamedNetworkToo() {
        Problem missing = Problem.of(ErrorCode.INFEASIBLE, "network", "there is no network 'front'");
        backend.unmet(missing);

        assertThatThrownBy(() ->
                        apply(web(1).toBuilder().network(Network.named("front")).build()))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.problems()).containsExactly(missing));
    }

    @Test
    void asksAgainOnlyWhenInstancesAreMadeAnew() {
        apply(withSecret(1));
        backend.unmet(MISSING);

        assertThat(apply(withSecret(1)).action()).isEqualTo(Change.Action.UNCHANGED);
        assertThat(apply(withSecret(2)).action()).isEqualTo(Change.Action.UPDATE);
        assertThatThrownBy(() -> scheduler.workloads().plan(Edit.restart(WEB))).isInstanceOf(RefusedException.class);
    }
}
