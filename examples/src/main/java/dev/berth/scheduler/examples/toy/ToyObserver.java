package dev.berth.scheduler.examples.toy;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what is there, and after each change what has become of it. */
final class ToyObserver {
    private static final NodeId NODE = new NodeId("toy");

    private final ToyServer server;
    private final ToyBackend backend;
    private final Map<WorkloadId, List<Instance>> told = new HashMap<>();

    ToyObserver(ToyServer server, ToyBackend backend) {
        this.server = server;
        this.backend = backend;
    }

    void observe(Selector selector, Sink out, Call call) throws InterruptedException {
        call.onCancel(server::wake);
        out.node(Node.builder(NODE, "toy").build());
        long seen = server.changes();
        tell(selector, out, call);
        boolean goesOn = out.synced();
        while (goesOn && !call.isOver()) {
            server.awaitChange(seen);
            seen = server.changes();
            tell(selector, out, call);
        }
    }

    private void tell(Selector selector, Sink out, Call call) {
        List<WorkloadId> present = new ArrayList<>();
        for (WorkloadId id : backend.ids(selector, call)) {
            List<StoredRecord> records = backend.records(id, call);
            if (!records.isEmpty()) {
                present.add(id);
                workload(id, records.get(records.size() - 1), out);
            }
        }
        List<WorkloadId> gone =
                told.keySet().stream().filter(id -> !present.contains(id)).toList();
        gone.forEach(id -> {
            tell(id, List.of(), out);
            told.remove(id);
            out.gone(id);
        });
    }

    private void workload(WorkloadId id, StoredRecord latest, Sink out) {
        Optional<ToyText> object = server.get("workloads/" + id);
        int desired = object.map(text -> text.number("replicas")).orElse(0);
        out.workload(
                WorkloadReport.of(latest, object.map(ToyTranslator::version), desired, List.of(), Optional.empty()));
        List<Instance> instances = new ArrayList<>();
        for (int index = 0; index < desired; index++) {
            instances.add(instance(id, object.orElseThrow(), index));
        }
        tell(id, instances, out);
    }

    /**
     * The server has no instances, so they are made up, all running. A real one names them itself, and never gives a
     * name a second time as this does when a workload is scaled down and up (rule IDN-2).
     */
    private static Instance instance(WorkloadId id, ToyText object, int index) {
        String uid = object.get("incarnation") + "-" + object.get("revision") + "-" + index;
        return Instance.builder(new InstanceId(id, uid), InstanceState.RUNNING)
                .index(index)
                .revision(object.number("revision"))
                .node(NODE)
                .ready(true)
                .build();
    }

    private void tell(WorkloadId id, List<Instance> now, Sink out) {
        now.forEach(out::instance);
        List<InstanceId> alive = now.stream().map(Instance::id).toList();
        told.getOrDefault(id, List.of()).stream()
                .filter(before -> !alive.contains(before.id()))
                .map(before -> before.toBuilder()
                        .state(InstanceState.COMPLETED)
                        .ready(false)
                        .build())
                .forEach(out::ended);
        told.put(id, now);
    }
}
