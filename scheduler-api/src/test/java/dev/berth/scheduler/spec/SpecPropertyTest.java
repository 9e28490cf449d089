package dev.berth.scheduler.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever the builders were given: a spec, or problems that say where. */
class SpecPropertyTest {
    private static final int ROUNDS = 3_000;
    private static final Pattern PATH =
            Pattern.compile("([A-Za-z]+)((\\.[A-Za-z0-9_-]+)|(\\[[0-9]+])|(\\[\"[^\\p{Cntrl}]*\"]))*");
    private static final Pattern TASK = Pattern.compile("tasks\\[([0-9]+)]");
    private static final List<String> FIELDS = List.of(
            "mode",
            "tasks",
            "placement",
            "rollout",
            "restart",
            "volumes",
            "network",
            "discoveryName",
            "nodeLossWait",
            "labels",
            "annotations",
            "overrides");

    @Test
    void randomSpecsAreBuiltOrRefusedWithPaths() {
        RandomSpecs random = new RandomSpecs(7);
        int legal = 0;
        for (int round = 0; round < ROUNDS; round++) {
            WorkloadSpec.Builder builder = random.next();
            List<Problem> problems = builder.problems();
            problems.forEach(problem -> isLocated(problem, random.tasks()));
            if (problems.isEmpty()) {
                legal++;
                isItsOwnCopy(builder.build());
            }
        }
        assertThat(legal).isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
    }

    private static void isLocated(Problem problem, int tasks) {
        assertThat(problem.code()).isEqualTo(ErrorCode.INVALID);
        assertThat(problem.path()).matches(PATH);
        assertThat(FIELDS).contains(problem.path().split("[.\\[]", 2)[0]);
        Matcher task = TASK.matcher(problem.path());
        if (task.lookingAt()) {
            assertThat(Integer.parseInt(task.group(1))).isLessThan(tasks);
        }
        assertThat(problem.message()).isNotBlank().doesNotContain("\u0000", "\u001b", "\n");
    }

    private static void isItsOwnCopy(WorkloadSpec spec) {
        WorkloadSpec copy = spec.toBuilder().build();
        assertThat(copy).isEqualTo(spec).hasSameHashCodeAs(spec);
        List<Task> tasks =
                spec.tasks().stream().map(task -> task.toBuilder().build()).toList();
        assertThat(tasks).isEqualTo(spec.tasks());
        assertThat(spec.toBuilder().label("changed", "x").build()).isNotEqualTo(spec);
    }
}
