package dev.berth.scheduler.core.pipeline;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
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
}
