package dev.berth.scheduler.core.pipeline;

import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.plan.FieldDiff;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpecDiffTest {
    @Test
    void isEmptyForEqualSpecs() {
        assertThat(SpecDiff.between(Optional.of(web(3)), Optional.of(web(3)))).isEmpty();
    }

    @Test
    void namesEachLeafThatCameWentOrChanged() {
        WorkloadSpec before = web(3).toBuilder().label("gone", "x").build();
        WorkloadSpec after = web(4).toBuilder().annotation("new", "a \"b\"").build();

        assertThat(SpecDiff.between(Optional.of(before), Optional.of(after)))
                .containsExactly(
                        new FieldDiff("annotations.new", Optional.empty(), Optional.of("\"a \\\"b\\\"\"")),
                        new FieldDiff("labels.gone", Optional.of("\"x\""), Optional.empty()),
                        new FieldDiff("mode.replicated.replicas", Optional.of("3"), Optional.of("4")));
    }

    @Test
    void showsEveryLeafOfAWholeSpec() {
        assertThat(SpecDiff.between(Optional.of(web(3)), Optional.empty()))
                .extracting(FieldDiff::path)
                .contains("apiVersion", "mode.replicated.replicas", "tasks[0].artifacts[0].process.arguments[0]");
    }
}
