package dev.berth.scheduler.spec;

import static dev.berth.scheduler.spec.Specs.empty;
import static dev.berth.scheduler.spec.Specs.refused;
import static dev.berth.scheduler.spec.Specs.task;
import static dev.berth.scheduler.spec.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.RefusedException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpecRulesTest {
    @Test
    void aSmallSpecIsLegal() {
        WorkloadSpec spec = web().build();

        assertThat(spec.main().name()).isEqualTo("main");
        assertThat(spec.rollout()).isEqualTo(RolloutPolicy.DEFAULT);
    }

    @Test
    void buildingRefusesWithEveryViolationAtOnce() {
        WorkloadSpec.Builder spec = empty(Mode.replicated(-1))
                .task(task().workingDirectory("x").build())
                .discoveryName("_")
                .nodeLossWait(Optional.of(Duration.ofSeconds(-1)));

        assertThatThrownBy(spec::build)
                .isInstanceOfSatisfying(RefusedException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID);
                    assertThat(refusal.problems()).isEqualTo(spec.problems()).hasSize(4);
                })
                .hasMessageStartingWith("invalid (4 problems)\n  mode.replicated.replicas (=");
    }

    @Test
    void aDiscoveryNameIsADnsLabel() {
        refused(
                web().discoveryName("web.shop"),
                "discoveryName (='web.shop') must be a DNS label: lower-case letters, digits and '-', "
                        + "with a letter or digit first and last");
    }

    @Test
    void aNodeLossWaitIsNotNegative() {
        refused(web().nodeLossWait(Optional.of(Duration.ofSeconds(-1))), "nodeLossWait (=PT-1S) must be 0 or longer");
    }

    @Test
    void aSpecFitsIntoItsRecord() {
        String large = "a".repeat(100_000);
        refused(
                empty().task(task().environment("A", large)
                                .file(new TaskFile.Config("/a", large, 0644))
                                .build())
                        .annotation("a", large),
                "the spec's arguments, environment, files and annotations have 300003 bytes in all, "
                        + "at most 262144 are allowed");
    }
}
