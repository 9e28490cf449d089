package dev.berth.scheduler.swarm.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.status.Explanation;
import org.junit.jupiter.api.Test;

/** What managers say of tasks that have no node, as engines 20.10 and 28 word it. */
class SchedulingErrorsTest {
    private static String sentence(String error) {
        return SchedulingErrors.explanation(error, 3).map(Explanation::sentence).orElse("");
    }

    @Test
    void eachConditionIsCounted() {
        assertThat(sentence(
                        "no suitable node (insufficient resources on 1 node; scheduling constraints not satisfied on"
                                + " 2 nodes)"))
                .isEqualTo("3 nodes: 2 scheduling constraints not satisfied, 1 insufficient resources");
    }

    @Test
    void nodesThatAreCountedFirstAreCounted() {
        assertThat(sentence(
                        "no suitable node (2 nodes not available for new tasks; scheduling constraints not satisfied"
                                + " on 1 node)"))
                .isEqualTo("3 nodes: 2 not available for new tasks, 1 scheduling constraints not satisfied");
    }

    @Test
    void aConditionWithoutANumberHoldsForTheNodesThatAreLeft() {
        assertThat(sentence("no suitable node (max replicas per node limit exceed; insufficient resources on 1 node)"))
                .isEqualTo("3 nodes: 2 max replicas per node limit exceed, 1 insufficient resources");
    }

    @Test
    void nothingSaidIsNoReason() {
        assertThat(sentence("no suitable node")).isEqualTo("3 nodes");
    }

    @Test
    void anotherErrorIsNoExplanation() {
        assertThat(SchedulingErrors.explanation("task: non-zero exit (1)", 3)).isEmpty();
    }
}
