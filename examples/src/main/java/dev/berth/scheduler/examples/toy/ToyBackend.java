package dev.berth.scheduler.examples.toy;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RecordHeader;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.spi.StoredRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The SPI, in terms of the server: records under {@code records/}, objects under {@code workloads/}. */
final class ToyBackend implements Backend {
    private final ToyServer server;
    private final BackendInfo info;

    ToyBackend(ToyServer server, BackendInfo info) {
        this.server = server;
        this.info = info;
    }

    @Override
    public BackendInfo describe(Call call) {
        return info;
    }

    @Override
    public Map<WorkloadId, Observed> read(Collection<WorkloadId> ids, Call call) {
        return ids.stream().distinct().collect(Collectors.toMap(Function.identity(), id -> observed(id, call)));
    }

    private Observed observed(WorkloadId id, Call call) {
        Observed.Builder observed = Observed.builder();
        List<StoredRecord> records = records(id, call);
        if (!records.isEmpty()) {
            StoredRecord latest = records.get(records.size() - 1);
            observed.latest(new RecordHeader(latest.key(), latest.attributes()));
        }
        String name = "workloads/" + id;
        server.get(name)
                .ifPresent(text -> observed.object(new NativeObject("Text", name, text.toString()))
                        .applied(ToyTranslator.version(text))
                        .mark(text.toString())
                        .instances(text.number("replicas")));
        return observed.build();
    }

    @Override
    public List<WorkloadId> ids(Selector selector, Call call) {
        return server.list("records/").keySet().stream()
                .map(name -> key(name).id())
                .distinct()
                .filter(selector::couldMatch)
                .toList();
    }

    @Override
    public boolean createIfAbsent(StoredRecord record, Call call) {
        ToyText text = ToyText.of(record.attributes(), record.content());
        return server.replace(name(record.key()), Optional.empty(), Optional.of(text));
    }

    @Override
    public List<StoredRecord> records(WorkloadId id, Call call) {
        return server.list("records/" + id + "/").entrySet().stream()
                .map(entry -> new StoredRecord(
                        key(entry.getKey()),
                        entry.getValue().head(),
                        entry.getValue().body()))
                .toList();
    }

    @Override
    public void delete(RecordKey key, Call call) {
        server.replace(name(key), server.get(name(key)), Optional.empty());
    }

    @Override
    public void send(WorkloadId id, NativeWrite write, Call call) {
        Optional<ToyText> before = write.precondition().map(ToyText::parse);
        Optional<ToyText> after = switch (write.action()) {
            case CREATE, UPDATE -> Optional.of(ToyText.parse(write.object().document()));
            case DELETE -> Optional.empty();
        };
        if (!server.replace(write.object().name(), before, after)) {
            throw new ConflictException(id + " is not as it was when this was planned");
        }
    }

    @Override
    public void observe(Selector selector, Sink out, Call call) throws InterruptedException {
        new ToyObserver(server, this).observe(selector, out, call);
    }

    /** Nobody else can reach this server, so whoever asks is the one controller. */
    @Override
    public Optional<Lease> lease(String name, Duration timeToLive, Call call) {
        return Optional.of(new ToyLease());
    }

    private static final class ToyLease implements Lease {
        private volatile boolean closed;

        @Override
        public boolean isHeld() {
            return !closed;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Generations in as many digits as a long has, so that names are in their order. */
    private static String name(RecordKey key) {
        return "records/" + key.id() + "/" + String.format("%019d", key.generation());
    }

    private static RecordKey key(String name) {
        int slash = name.lastIndexOf('/');
        return new RecordKey(
                WorkloadId.parse(name.substring("records/".length(), slash)),
                Long.parseLong(name.substring(slash + 1)));
    }

    @Override
    public void close() {
        server.wake();
    }
}
