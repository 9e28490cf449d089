package dev.berth.scheduler.examples.toy;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RecordHeader;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.StoredRecord;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The SPI in terms of the server. No lease, so no controller: records are kept for ever. */
final class ToyBackend implements Backend {
    private static final List<Capability> CLAIMED = List.of(
            Capabilities.MODE_REPLICATED,
            Capabilities.ARTIFACT_PROCESS,
            Capabilities.ENVIRONMENT_INSTANCE_ID,
            Capabilities.RESTART_ALWAYS,
            Capabilities.ROLLOUT_ROLLING,
            Capabilities.EDIT_SCALE,
            Capabilities.EDIT_RESTART,
            Capabilities.EDIT_ROLLBACK,
            Capabilities.HISTORY,
            Capabilities.WATCH,
            Capabilities.NODE_LIST);

    private final ToyServer server;
    private final String owner;

    ToyBackend(ToyServer server, String owner) {
        this.server = server;
        this.owner = owner;
    }

    @Override
    public BackendInfo describe(Call call) {
        BackendInfo.Builder info = BackendInfo.builder(ToyProvider.TYPE, "Toy", "1");
        Support lacking = Support.unsupported("the toy keeps programs running and does nothing else");
        Capabilities.all().forEach(one -> info.declare(one, lacking));
        CLAIMED.forEach(one -> info.declare(one, Support.nativeSupport()));
        return info.build();
    }

    @Override
    public Map<WorkloadId, Observed> read(Collection<WorkloadId> ids, Call call) {
        return ids.stream().distinct().collect(Collectors.toMap(id -> id, id -> observed(id, call)));
    }

    private Observed observed(WorkloadId id, Call call) {
        Observed.Builder observed = Observed.builder();
        records(id, call).forEach(record -> observed.latest(new RecordHeader(record.key(), record.attributes())));
        server.object(id.toString()).ifPresent(document -> {
            ToyObject object = ToyObject.parse(document);
            observed.mark(document).instances(object.replicas());
            if (object.owner().equals(owner)) {
                observed.object(new NativeObject("Script", id.toString(), document))
                        .applied(object.version());
            } else {
                observed.foreign("Script " + id + " of " + object.owner());
            }
        });
        return observed.build();
    }

    @Override
    public List<WorkloadId> ids(Selector selector, Call call) {
        return server.records().keySet().stream()
                .map(RecordKey::id)
                .distinct()
                .filter(selector::couldMatch)
                .toList();
    }

    @Override
    public boolean createIfAbsent(StoredRecord record, Call call) {
        boolean created = server.records().putIfAbsent(record.key(), record) == null;
        server.changed();
        return created;
    }

    @Override
    public List<StoredRecord> records(WorkloadId id, Call call) {
        return server.records().values().stream()
                .filter(record -> record.key().id().equals(id))
                .sorted(Comparator.comparing(record -> record.key().generation()))
                .toList();
    }

    @Override
    public void delete(RecordKey key, Call call) {
        server.records().remove(key);
    }

    @Override
    public void send(WorkloadId id, NativeWrite write, Call call) {
        Optional<String> after = switch (write.action()) {
            case CREATE, UPDATE -> Optional.of(write.object().document());
            case DELETE -> Optional.empty();
        };
        if (!server.replace(write.object().name(), write.precondition(), after)) {
            throw new ConflictException(id + " is not as it was when this was planned");
        }
    }

    @Override
    public void observe(Selector selector, Sink out, Call call) throws InterruptedException {
        new ToyObserver(server, out).observe(this, selector, call);
    }

    @Override
    public void close() {
        server.changed();
    }
}
