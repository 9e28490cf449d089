package dev.berth.scheduler.local;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.local.cluster.WorkloadView;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.RunStart;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.Explanation;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.RunId;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The embedded backend: the flow of the SPI, all work being the client's. Closing it ends no instance. */
final class LocalBackend implements Backend {
    private final LocalClient client;
    private final LocalStatusMapper mapper;
    private final LocalLeases leases = new LocalLeases();
    private final BackendInfo info;

    LocalBackend(LocalClient client, LocalStatusMapper mapper, BackendInfo info) {
        this.client = client;
        this.mapper = mapper;
        this.info = info;
    }

    @Override
    public BackendInfo describe(Call call) {
        return info;
    }

    @Override
    public Map<WorkloadId, Observed> read(Collection<WorkloadId> ids, Call call) {
        Map<WorkloadId, Observed> observed = new LinkedHashMap<>();
        for (WorkloadView view : client.workloads(ids, call)) {
            observed.put(view.id(), mapper.observed(view));
        }
        return observed;
    }

    @Override
    public List<WorkloadId> ids(Selector selector, Call call) {
        return client.ids(call).stream().filter(selector::couldMatch).toList();
    }

    @Override
    public boolean createIfAbsent(StoredRecord record, Call call) {
        return client.createRecord(record, call);
    }

    @Override
    public List<StoredRecord> records(WorkloadId id, Call call) {
        return client.records(id, call);
    }

    @Override
    public void delete(RecordKey key, Call call) {
        client.deleteRecord(key, call);
    }

    @Override
    public void send(WorkloadId id, NativeWrite write, Call call) {
        switch (write.action()) {
            case CREATE, UPDATE -> client.put(id, write.object().document(), write.precondition(), call);
            case DELETE -> client.remove(id, write.precondition(), call);
        }
    }

    @Override
    public void persist(Call call) {
        client.persist(call);
    }

    @Override
    public boolean start(RunStart run, Call call) {
        return client.start(run, call);
    }

    @Override
    public void cancel(RunId run, Call call) {
        client.cancel(run, call);
    }

    @Override
    public void forget(RunId run, Call call) {
        client.forget(run, call);
    }

    @Override
    public void observe(Selector selector, Sink out, Call call) throws InterruptedException {
        new LocalObserver(client, mapper, leases).observe(selector, out, call);
    }

    @Override
    public Feed<LogLine> logs(LogQuery query, Call call) {
        return new LocalLogFeed(client, query, call);
    }

    @Override
    public void schedulable(NodeId node, boolean value, Call call) {
        client.schedulable(node.value(), value, call);
    }

    @Override
    public void drain(NodeId node, Call call) {
        client.drain(node.value(), call);
    }

    @Override
    public Optional<Lease> lease(String name, Duration timeToLive, Call call) {
        return leases.take(name);
    }

    @Override
    public boolean leaseHeld(String name, Call call) {
        return leases.isHeld(name);
    }

    @Override
    public Optional<Explanation> infeasible(WorkloadId id, List<NativeObject> rendering, Call call) {
        Optional<Explanation> why = Optional.empty();
        for (NativeObject object : rendering) {
            why = why.isPresent() ? why : client.infeasible(id, object.document(), call);
        }
        return why;
    }

    @Override
    public List<Problem> unmet(WorkloadId id, List<NativeObject> rendering, Call call) {
        return rendering.stream()
                .flatMap(object -> client.unmet(object.document(), call).stream())
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
