package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Condition;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.status.WorkloadStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Things a backend would report. */
final class Samples {
    static final WorkloadId WEB = WorkloadId.of("default", "web");
    static final InstanceId WEB_1 = new InstanceId(WEB, "a1");
    static final String WEB_YAML = """
            apiVersion: berth/v1
            kind: Workload
            name: web
            replicas: 3
            process:
              executable: /bin/sleep
              arguments: ["60"]
            """;

    private Samples() {}

    static WorkloadSpec spec(WorkloadId id, int replicas) {
        return WorkloadSpec.builder(id, Mode.replicated(replicas))
                .task(Task.main(ProcessArtifact.builder("/bin/sleep")
                                .arguments("60")
                                .build())
                        .build())
                .label("app", "shop")
                .build();
    }

    static Workload workload(WorkloadId id, WorkloadStatus status) {
        return Workload.of(spec(id, status.desired()), status.observed(), 1, status);
    }

    static WorkloadStatus.Builder status(Phase phase, int desired, int ready) {
        return WorkloadStatus.builder(new Version("k2x9", 1))
                .phase(phase)
                .desired(desired)
                .placed(ready)
                .running(ready)
                .ready(ready)
                .updated(ready);
    }

    static Workload stable() {
        return workload(WEB, status(Phase.STABLE, 3, 3).build());
    }

    static Instance ready() {
        return Instance.builder(WEB_1, InstanceState.RUNNING)
                .index(0)
                .revision(1)
                .node(new NodeId("node-1"))
                .ready(true)
                .startedAt(Terminal.NOW.minus(Duration.ofMinutes(5)))
                .endpoint(endpoint(8080))
                .build();
    }

    static Instance crashed() {
        return Instance.builder(WEB_1, InstanceState.FAILED)
                .revision(1)
                .restarts(5)
                .reason(Condition.CRASH_LOOP, "ended 5 times within 1m")
                .lastTermination(Termination.exited(3, Optional.of(Terminal.NOW)))
                .build();
    }

    static Workload crashing() {
        return workload(
                WEB,
                status(Phase.DEGRADED, 3, 0)
                        .conditions(List.of(new Condition(Condition.CRASH_LOOP, "1 instance gave up")))
                        .build());
    }

    static Endpoint endpoint(int number) {
        return new Endpoint(WEB_1, "http", "127.0.0.1", number, Port.Protocol.TCP, Endpoint.Reachable.NODE);
    }

    static LogLine log(LogLine.Stream stream, String text) {
        return new LogLine(WEB_1, "main", stream, Optional.of(Terminal.NOW), text);
    }
}
