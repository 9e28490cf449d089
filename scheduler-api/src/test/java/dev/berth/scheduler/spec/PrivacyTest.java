package dev.berth.scheduler.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.error.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** SEC-1: what may be secret appears in no text made of a spec. */
class PrivacyTest {
    private static final String PASSWORD = "hunter2";

    @Test
    void noPartOfASpecShowsWhatMayBeSecret() {
        ProbeCheck command = ProbeCheck.command("/bin/check", PASSWORD);
        TaskFile file = new TaskFile.Config("/a", PASSWORD, 0644);
        EnvironmentValue value = EnvironmentValue.literal(PASSWORD);
        NativeOverride override = NativeOverride.of("k8s", Map.of("token", PASSWORD));
        ProcessArtifact.Source source =
                new ProcessArtifact.Source("https://example.org/?token=" + PASSWORD, "sha256:" + "0".repeat(64));
        ProcessArtifact process = ProcessArtifact.builder("/bin/a")
                .arguments(PASSWORD)
                .source(source)
                .build();
        ImageArtifact image = ImageArtifact.builder("nginx")
                .entrypoint(List.of(PASSWORD))
                .arguments(List.of(PASSWORD))
                .build();
        Task task = Task.main(process)
                .artifact(image)
                .environment("A", value)
                .file(file)
                .readiness(Probe.builder(command).build())
                .build();
        WorkloadSpec spec = Specs.empty()
                .task(task)
                .annotation("a", PASSWORD)
                .override(override)
                .build();

        assertThat(List.of(command, file, value, override, source, process, image, task, task.health(), spec))
                .allSatisfy(part -> assertThat(part.toString()).doesNotContain(PASSWORD));
        assertThat(spec).hasToString("WorkloadSpec[shop/web, Replicated[replicas=3]]");
    }

    @Test
    void noProblemShowsWhatMayBeSecret() {
        String broken = PASSWORD + "\0" + "x".repeat(300_000);
        Task task = Task.main(
                        ProcessArtifact.builder("/bin/a").arguments(broken).build())
                .environment("A", broken)
                .file(new TaskFile.Config("/a", broken, 0644))
                .readiness(
                        Probe.builder(ProbeCheck.command("/bin/check", broken)).build())
                .build();
        List<Problem> problems = Specs.empty()
                .task(task)
                .annotation("a", broken)
                .override(NativeOverride.of("k8s", Map.of("a", broken)))
                .problems();

        assertThat(problems)
                .hasSizeGreaterThan(6)
                .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain(PASSWORD));
    }
}
