package dev.berth.scheduler.examples;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.Await;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Probe;
import dev.berth.scheduler.spec.ProbeCheck;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A platform that embeds Berth with nothing but Java. */
public final class PlainEmbedding {
    private PlainEmbedding() {}

    /** Runs three instances of a server and says where they are; which orchestrator runs them, the file says. */
    public static List<Endpoint> run(Path configuration, String program) throws InterruptedException {
        try (Berth berth = Berth.load(configuration)) {
            Scheduler scheduler = berth.scheduler();
            Task server = Task.main(ProcessArtifact.builder(program).build())
                    .port(Port.dynamic("http"))
                    .readiness(
                            Probe.builder(ProbeCheck.http("http", "/healthz")).build())
                    .build();
            WorkloadSpec web = WorkloadSpec.builder(WorkloadId.of("shop", "web"), Mode.replicated(3))
                    .task(server)
                    .build();
            Await.settled(scheduler, scheduler.workloads().apply(web), Duration.ofMinutes(2));
            return scheduler.workloads().endpoints(web.id());
        }
    }
}
