package dev.berth.scheduler.examples.toy;

import dev.berth.scheduler.examples.toy.ToyServer.Copy;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.spi.WorkloadReport;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Termination;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at everything after each change, and tells what is new. */
final class ToyObserver {
    private static final NodeId NODE = new NodeId("toy");
    private static final int SIGNALS = 128;

    private final Map<WorkloadId, WorkloadReport> reports = new HashMap<>();
    private final Map<InstanceId, Copy> told = new HashMap<>();
    private final ToyServer server;
    private final Sink out;

    ToyObserver(ToyServer server, Sink out) {
        this.server = server;
        this.out = out;
    }

    void observe(ToyBackend backend, Selector selector, Call call) throws InterruptedException {
        call.onCancel(server::changed);
        out.node(Node.builder(NODE, "toy").build());
        long seen = server.awaitChange(-1);
        out.together(() -> look(backend, selector, call));
        boolean goesOn = out.synced();
        while (goesOn && !call.isOver()) {
            seen = server.awaitChange(seen);
            out.together(() -> look(backend, selector, call));
        }
    }

    /** What is replaced in one step is told in one, or a reader would see too few in between. */
    private void look(ToyBackend backend, Selector selector, Call call) {
        Map<InstanceId, Copy> running = new HashMap<>();
        for (WorkloadId id : backend.ids(selector, call)) {
            List<StoredRecord> records = backend.records(id, call);
            workload(
                    id,
                    records.get(records.size() - 1),
                    server.object(id.toString()).map(ToyObject::parse));
            server.copies(id.toString()).forEach(copy -> running.put(new InstanceId(id, copy.uid()), copy));
        }
        running.forEach((id, copy) -> {
            if (!copy.equals(told.put(id, copy))) {
                boolean ready = !copy.stopping();
                out.instance(instance(id, copy, ready ? InstanceState.RUNNING : InstanceState.STOPPING)
                        .ready(ready)
                        .build());
            }
        });
        told.entrySet().removeIf(one -> !running.containsKey(one.getKey()) && ended(one.getKey(), one.getValue()));
    }

    private void workload(WorkloadId id, StoredRecord latest, Optional<ToyObject> object) {
        int desired = object.map(ToyObject::replicas).orElse(0);
        WorkloadReport report =
                WorkloadReport.of(latest, object.map(ToyObject::version), desired, List.of(), Optional.empty());
        if (!report.equals(reports.put(id, report))) {
            out.workload(report);
        }
    }

    private static Instance.Builder instance(InstanceId id, Copy copy, InstanceState state) {
        return Instance.builder(id, state).node(NODE).revision(copy.revision());
    }

    /** An exit code past 128 may have been a signal: Java can't tell, so neither does this. */
    private boolean ended(InstanceId id, Copy copy) {
        int code = copy.process().exitValue();
        Termination end = code <= SIGNALS
                ? Termination.exited(code, Optional.empty())
                : Termination.unknown("exit code " + code + " or signal " + (code - SIGNALS), Optional.empty());
        boolean good = code == 0 || copy.asked().get();
        out.ended(instance(id, copy, good ? InstanceState.COMPLETED : InstanceState.FAILED)
                .lastTermination(end)
                .build());
        return true;
    }
}
