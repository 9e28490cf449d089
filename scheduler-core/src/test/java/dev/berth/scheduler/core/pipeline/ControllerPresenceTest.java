package dev.berth.scheduler.core.pipeline;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rules CAP-1, CAP-2 and FLT-4, of what needs a controller. */
class ControllerPresenceTest extends PipelineFixture {
    ControllerPresenceTest() {
        backend.leavesToController(Capabilities.ROLLOUT_ON_FAILURE_ROLLBACK);
    }

    @Test
    void refusesWhatNeedsAControllerWhileNoneLives() {
        assertThatThrownBy(() -> apply(guarded("1")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("needs a controller and none lives");
        assertThat(support().level()).isEqualTo(Support.Level.UNSUPPORTED);
    }

    @Test
    void takesItWhileOneLives() {
        controller();

        apply(guarded("1"));

        assertThat(support()).isEqualTo(Support.controlled("by a controller"));
        assertThat(scheduler.workloads().find(WEB).orElseThrow().status().phase())
                .isEqualTo(Phase.STABLE);
    }

    @Test
    void drainsNoNodeWhileNobodyWouldCarryItOn() {
        backend.leavesToController(Capabilities.NODE_DRAIN);
        NodeId node = new NodeId("a");
        assertThatThrownBy(() -> scheduler.nodes().drain(node))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("needs a controller and none lives");

        controller();
        assertThatThrownBy(() -> scheduler.nodes().drain(node)).hasMessageContaining("this backend can't empty a node");
    }

    @Test
    void tellsOfALaterDeathAndNeverCallsItStable() {
        controller();
        apply(guarded("1"));

        backend.loseLeases();

        var status = scheduler.workloads().find(WEB).orElseThrow().status();
        assertThat(status.phase()).isEqualTo(Phase.DEGRADED);
        assertThat(status.conditions()).extracting(Condition::reason).containsExactly(Condition.CONTROLLER_ABSENT);
    }

    @Test
    void leavesWhatWasAcceptedUnchangedWhileTheControllerIsAway() {
        controller();
        apply(guarded("1"));
        backend.loseLeases();

        assertThat(apply(guarded("1")).action()).isEqualTo(Change.Action.UNCHANGED);
        assertThatThrownBy(() -> apply(guarded("2"))).isInstanceOf(RefusedException.class);
        assertThat(scheduler
                        .workloads()
                        .edit(Edit.pause(WEB))
                        .orThrow()
                        .items()
                        .get(0)
                        .action())
                .isEqualTo(Change.Action.UPDATE);
    }

    @Test
    void concernsNobodyElse() {
        apply(web(1));

        assertThat(scheduler.workloads().find(WEB).orElseThrow().status().conditions())
                .isEmpty();
    }

    private Support support() {
        return scheduler.describe().support(Capabilities.ROLLOUT_ON_FAILURE_ROLLBACK, Mode.Kind.REPLICATED);
    }

    private void controller() {
        backend.lease(Lease.CONTROLLER, Duration.ofSeconds(1), Call.untilCancelled());
    }

    private static WorkloadSpec guarded(String argument) {
        return web(3, argument).toBuilder()
                .rollout(RolloutPolicy.builder()
                        .progressDeadline(Duration.ofSeconds(60))
                        .onFailure(RolloutPolicy.OnFailure.ROLLBACK)
                        .build())
                .build();
    }
}
