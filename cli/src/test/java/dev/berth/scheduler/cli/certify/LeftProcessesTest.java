package dev.berth.scheduler.cli.certify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Replicated;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.tck.backend.Client;
import dev.berth.scheduler.tck.backend.NativeInstance;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeftProcessesTest {
    @Test
    void aBackendThatIsClosedWithWorkUnderWayLeavesNoProcess() {
        WorkloadId id = new WorkloadId("left-processes", "web");
        HostProcesses seen = new HostProcesses();
        try (LocalUnderTest backend = new LocalUnderTest();
                Client client = backend.open()) {
            Task sleeps = Task.main(ProcessArtifact.builder("/bin/sleep")
                            .arguments("1000")
                            .build())
                    .build();
            client.scheduler()
                    .workloads()
                    .apply(WorkloadSpec.builder(id, new Replicated(1))
                            .task(sleeps)
                            .build());
            while (seen.running(id).isEmpty()) {
                Thread.onSpinWait();
            }
        }
        List<NativeInstance> left = seen.running(id);
        assertThat(left).isEmpty();
    }
}
