package dev.berth.scheduler.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.error.Problem;

/** Specs to try rules on. */
final class Specs {
    static final WorkloadId WEB = WorkloadId.of("shop", "web");
    static final ProcessArtifact SLEEP =
            ProcessArtifact.builder("/bin/sleep").arguments("60").build();
    static final ImageArtifact NGINX = ImageArtifact.builder("nginx:1.27").build();

    private Specs() {}

    /** A legal MAIN task. */
    static Task.Builder task() {
        return Task.main(SLEEP);
    }

    /** A legal spec without its tasks. */
    static WorkloadSpec.Builder empty() {
        return empty(Mode.replicated(3));
    }

    static WorkloadSpec.Builder empty(Mode mode) {
        return WorkloadSpec.builder(WEB, mode);
    }

    /** A legal spec. */
    static WorkloadSpec.Builder web() {
        return empty().task(task().build());
    }

    static void refused(WorkloadSpec.Builder spec, String... problems) {
        assertThat(spec.problems()).map(Problem::toString).containsExactly(problems);
    }

    static void refused(Task.Builder task, String... problems) {
        refused(empty().task(task.build()), problems);
    }

    static void refused(Mode mode, String... problems) {
        refused(empty(mode).task(task().build()), problems);
    }

    static void accepted(WorkloadSpec.Builder spec) {
        assertThat(spec.problems()).isEmpty();
    }

    static void accepted(Task.Builder task) {
        accepted(empty().task(task.build()));
    }

    static void accepted(Mode mode) {
        accepted(empty(mode).task(task().build()));
    }
}
