package dev.berth.scheduler.k8s;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.error.Problem;
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
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster: the flow of the SPI, all input and output being the client's. Closing it ends no instance. */
final class KubernetesBackend implements Backend {
    private static final int WRITES_AT_ONCE = 8;

    private final KubernetesClient client;
    private final KubernetesReader reader;
    private final RecordStore records;
    private final KubernetesSender sender;
    private final KubernetesTicks ticks;
    private final KubernetesDrains drains;
    private final KubernetesFeasibility feasibility;
    private final TakenNames taken;
    private final KubernetesResults results;
    private final KubernetesObserver observer;
    private final KubernetesStatusMapper mapper;
    private final KubernetesLeases leases;
    private final String owner;

    KubernetesBackend(KubernetesClient client, KubernetesStatusMapper mapper, KubernetesLeases leases, String owner) {
        this.client = client;
        this.reader = new KubernetesReader(client, owner);
        this.records = new RecordStore(client, owner);
        this.sender = new KubernetesSender(client, owner);
        this.ticks = new KubernetesTicks(client, reader, sender, owner);
        this.drains = new KubernetesDrains(client, owner);
        this.feasibility = new KubernetesFeasibility(client);
        this.taken = new TakenNames(client, owner);
        this.results = new KubernetesResults(client);
        this.observer = new KubernetesObserver(client, owner, mapper, leases, results);
        this.mapper = mapper;
        this.leases = leases;
        this.owner = owner;
    }

    @Override
    public BackendInfo describe(Call call) {
        return KubernetesCapabilities.info(ServerVersion.known(client.version(call)));
    }

    @Override
    public Map<WorkloadId, Observed> read(Collection<WorkloadId> ids, Call call) {
        Map<WorkloadId, Observed> observed = new LinkedHashMap<>();
        reader.read(ids, call).forEach((id, picture) -> observed.put(id, mapper.observed(picture)));
        return observed;
    }

    @Override
    public List<WorkloadId> ids(Selector selector, Call call) {
        return List.copyOf(reader.ids(selector, call));
    }

    @Override
    public boolean createIfAbsent(StoredRecord record, Call call) {
        return records.create(record, call);
    }

    @Override
    public List<StoredRecord> records(WorkloadId id, Call call) {
        return records.list(id, call);
    }

    @Override
    public void delete(RecordKey key, Call call) {
        records.delete(key, call);
    }

    @Override
    public void send(WorkloadId id, NativeWrite write, Call call) {
        sender.send(id, write, call);
    }

    /** Each write is a request or two that wait for etcd's disk. */
    @Override
    public int writesAtOnce() {
        return WRITES_AT_ONCE;
    }

    @Override
    public List<Problem> unmet(WorkloadId id, List<NativeObject> rendering, Call call) {
        return feasibility.unmet(id, rendering, call);
    }

    @Override
    public Optional<Explanation> infeasible(WorkloadId id, List<NativeObject> rendering, Call call) {
        return feasibility.infeasible(rendering, call);
    }

    @Override
    public Optional<String> taken(WorkloadId id, List<NativeObject> made, Call call) {
        return taken.of(id, made, call);
    }

    @Override
    public boolean start(RunStart run, Call call) {
        return ticks.start(run, call);
    }

    @Override
    public void cancel(RunId run, Call call) {
        ticks.cancel(run, call);
    }

    @Override
    public void forget(RunId run, Call call) {
        ticks.forget(run, call);
    }

    @Override
    public void keep(Run run, Call call) {
        results.keep(run, call);
    }

    @Override
    public void observe(Selector selector, Sink out, Call call) throws InterruptedException {
        observer.observe(selector, out, call);
    }

    @Override
    public Feed<LogLine> logs(LogQuery query, Call call) {
        return KubernetesLogFeed.open(client, reader, query, owner, call);
    }

    @Override
    public void schedulable(NodeId node, boolean value, Call call) {
        sender.schedulable(node, value, call);
    }

    @Override
    public void drain(NodeId node, Call call) {
        sender.drain(node, call);
    }

    @Override
    public Optional<Duration> carryOnDrains(Call call) {
        return drains.carryOn(call);
    }

    @Override
    public Optional<Lease> lease(String name, Duration timeToLive, Call call) {
        return leases.take(name, timeToLive, call);
    }

    @Override
    public boolean leaseHeld(String name, Call call) {
        return leases.isHeld(name, call);
    }

    @Override
    public void close() {
        leases.close();
        client.close();
    }
}
