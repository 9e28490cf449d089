package dev.berth.scheduler.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void showsPlacePathMessageAndCapability() {
        Problem problem = Problem.unsupported("tasks[0].user", "user", "this agent doesn't run as root")
                .at(new SourcePosition("web.yaml", 7, 3));

        assertThat(problem).hasToString("web.yaml:7:3: tasks[0].user: this agent doesn't run as root [needs user]");
    }

    @Test
    void showsNoEmptyParts() {
        assertThat(Problem.invalid("", "two specs have the id shop/web")).hasToString("two specs have the id shop/web");
    }

    @Test
    void saysTheNameOfTheFieldOnce() {
        assertThat(Problem.invalid("mode.batch.retries", "retries (=-1) must be 0 or more"))
                .hasToString("mode.batch.retries (=-1) must be 0 or more");
        assertThat(Problem.invalid("tasks", "tasks must have exactly one of role main, not 0"))
                .hasToString("tasks must have exactly one of role main, not 0");
        assertThat(Problem.invalid("a", "a tag is not taken")).hasToString("a: a tag is not taken");
    }

    @Test
    void aPrefixGoesBeforeThePath() {
        assertThat(Problem.invalid("user", "x").under("tasks[0]").path()).isEqualTo("tasks[0].user");
        assertThat(Problem.invalid("[0].user", "x").under("tasks").path()).isEqualTo("tasks[0].user");
        assertThat(Problem.invalid("", "x").under("tasks").path()).isEqualTo("tasks");
        assertThat(Problem.invalid("user", "x").under("").path()).isEqualTo("user");
    }

    @Test
    void aPathNamesFieldsItemsAndOddKeys() {
        FieldPath tasks = FieldPath.ROOT.field("tasks").item(0);

        assertThat(tasks.field("environment").field("A_B-1")).hasToString("tasks[0].environment.A_B-1");
        assertThat(tasks.field("a.b\"\n")).hasToString("tasks[0][\"a.b\\\"\\u000a\"]");
        assertThat(FieldPath.ROOT.field("")).hasToString("[\"\"]");
    }

    @Test
    void aRefusalListsEveryProblemUnderTheGravestCode() {
        RefusedException refusal = RefusedException.of(List.of(
                Problem.unsupported("network", "network.host", "no"),
                Problem.invalid("mode", "replicas (=-1) must be 0 or more")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID);
        assertThat(refusal.effect()).isEqualTo(Effect.NONE);
        assertThat(refusal.problems()).hasSize(2);
        assertThat(refusal)
                .hasMessage("invalid (2 problems)\n  network: no [needs network.host]\n"
                        + "  mode: replicas (=-1) must be 0 or more");
    }

    @Test
    void aRefusalOfOneProblemSaysSo() {
        assertThat(RefusedException.unsupported("", "logs", "no logs"))
                .hasMessage("not supported by this backend (1 problem)\n  no logs [needs logs]");
    }

    @Test
    void aRefusalNeedsAProblem() {
        assertThatThrownBy(() -> RefusedException.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
