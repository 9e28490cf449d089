package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.core.controller.Controller;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Run;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** What is known of the end of a batch in the lab once nothing is left of its pod. */
@Timeout(120)
@EnabledIfEnvironmentVariable(named = Lab.PRESENT, matches = ".+")
class BatchEndLabTest {
    private static final int CODE = 7;
    private static final String NOTED = "jsonpath={.items[*].metadata.annotations.berth\\.dev/attempts}";

    private final LabScheduler lab = new LabScheduler(Lab.kubeconfig("KUBECONFIG"));
    private final WorkloadId id = lab.id("once");

    @AfterEach
    void leaveNothing() {
        lab.close();
        Kubectl.run("delete", "leases", "-n", "default", "-l", KubernetesLabels.selector(Rendering.OWNER));
    }

    private void awaitNoted() {
        Call patience = Call.within(Duration.ofSeconds(60));
        while (Kubectl.run("get", "jobs", "-n", lab.namespace, "-o", NOTED).isBlank()) {
            patience.check("waiting for the controller to note how it ended", Effect.NONE);
        }
    }

    private Run readAnew() {
        BackendContext context = new BackendContext("kubernetes", Rendering.OWNER, Clock.systemUTC());
        try (Backend other = KubernetesProvider.over(new ApiClient(Lab.kubeconfig("KUBECONFIG")), context)) {
            List<Run> runs = new BackendScheduler(other, Rendering.TRANSLATOR, context)
                    .workloads()
                    .runs(id);
            assertThat(runs).hasSize(1);
            return runs.get(0);
        }
    }

    @Test
    void itsExitCodeIsToldToAnybodyThoughItsPodIsGone() {
        Controller controller = lab.control();
        try {
            lab.scheduler
                    .workloads()
                    .apply(WorkloadSpec.builder(id, Mode.batch())
                            .task(LabScheduler.shell("exit " + CODE).build())
                            .build());
            awaitNoted();
        } finally {
            controller.close();
        }
        // The pod is counted, and the Job ended, a while after its end was noted.
        lab.await(id, Phase.FAILED);
        Kubectl.run("delete", "pods", "--all", "-n", lab.namespace);
        assertThat(lab.pods(id).all()).isEmpty();

        Run run = readAnew();
        assertThat(run.state()).isEqualTo(Run.State.FAILED);
        assertThat(run.attempts())
                .extracting(attempt -> attempt.termination().exitCode())
                .containsExactly(CODE);
    }
}
