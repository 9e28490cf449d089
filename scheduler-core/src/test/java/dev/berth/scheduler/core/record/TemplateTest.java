package dev.berth.scheduler.core.record;

import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rule UPD-3: labels, count and policy are no part of what revisions count. */
class TemplateTest {
    private static final WorkloadSpec SPEC = web(3);

    @Test
    void leavesOutCountLabelsAnnotationsAndPolicies() {
        WorkloadSpec changed = web(9).toBuilder()
                .label("team", "a")
                .annotation("note", "b")
                .rollout(RolloutPolicy.builder().maximumSurge(Amount.of(2)).build())
                .restart(RestartPolicy.builder().limit(3, Duration.ofMinutes(1)).build())
                .nodeLossWait(Optional.of(Duration.ofMinutes(2)))
                .build();

        assertThat(Template.digest(changed)).isEqualTo(Template.digest(SPEC));
    }

    @Test
    void holdsEverythingElse() {
        assertThat(Template.digest(web(3, "other"))).isNotEqualTo(Template.digest(SPEC));
        assertThat(Template.digest(SPEC.toBuilder()
                        .placement(Placement.builder().maximumPerNode(1).build())
                        .build()))
                .isNotEqualTo(Template.digest(SPEC));
    }
}
