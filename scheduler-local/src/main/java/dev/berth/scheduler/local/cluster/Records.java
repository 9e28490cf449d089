package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.core.document.JsonText;
import dev.berth.scheduler.local.document.DocumentException;
import dev.berth.scheduler.local.document.Fields;
import dev.berth.scheduler.local.document.Json;
import dev.berth.scheduler.local.store.StateStore;
import dev.berth.scheduler.local.store.StoreChange;
import dev.berth.scheduler.local.store.StoreException;
import dev.berth.scheduler.local.store.Table;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** scheduler-core's records in the state file: the attributes on the first line, then the content as it came. */
final class Records {
    private final StateStore store;
    private final ClusterState state;
    private final Map<WorkloadId, StoredRecord> latest = new HashMap<>();

    Records(StateStore store, ClusterState state) {
        this.store = store;
        this.state = state;
    }

    boolean createIfAbsent(StoredRecord record) throws StoreException {
        String key = key(record.key());
        if (store.get(Table.RECORDS, key).isPresent()) {
            return false;
        }
        String attributes = JsonText.compact(Json.object()
                .texts("attributes", new java.util.TreeMap<>(record.attributes()))
                .build());
        state.commit(new StoreChange().put(Table.RECORDS, key, attributes + "\n" + record.content()));
        // Whatever follows asks for it. One that isn't the newest is another writer's late claim.
        latest.computeIfPresent(
                record.key().id(),
                (id, known) -> known.key().generation() < record.key().generation() ? record : known);
        return true;
    }

    boolean delete(RecordKey key) throws StoreException {
        if (store.get(Table.RECORDS, key(key)).isEmpty()) {
            return false;
        }
        state.commit(new StoreChange().remove(Table.RECORDS, key(key)));
        latest.remove(key.id());
        return true;
    }

    List<StoredRecord> all(WorkloadId id) throws StoreException {
        List<StoredRecord> records = new ArrayList<>();
        for (Map.Entry<String, String> entry :
                store.entries(Table.RECORDS, Keys.under(id)).entrySet()) {
            records.add(read(id, entry.getKey(), entry.getValue()));
        }
        return records;
    }

    /** Kept once read: it is asked for whenever anything of its workload changes. */
    Optional<StoredRecord> latest(WorkloadId id) throws StoreException {
        StoredRecord known = latest.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<StoredRecord> found = readLatest(id);
        found.ifPresent(record -> latest.put(id, record));
        return found;
    }

    private Optional<StoredRecord> readLatest(WorkloadId id) throws StoreException {
        Optional<String> key = store.lastKey(Table.RECORDS, Keys.under(id));
        return key.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        read(id, key.get(), store.get(Table.RECORDS, key.get()).orElseThrow()));
    }

    /** Every workload of which there is one. */
    Set<WorkloadId> workloads() throws StoreException {
        Set<WorkloadId> ids = new TreeSet<>();
        for (String key : store.keys(Table.RECORDS)) {
            ids.add(Keys.workload(key));
        }
        return ids;
    }

    private static String key(RecordKey key) {
        return Keys.record(key.id(), key.generation());
    }

    private static StoredRecord read(WorkloadId id, String key, String stored) throws StoreException {
        int line = stored.indexOf('\n');
        try {
            if (line < 0) {
                throw DocumentException.of("it has no content");
            }
            long generation = Long.parseLong(key.substring(Keys.under(id).length()));
            Map<String, String> attributes =
                    Fields.parse(stored.substring(0, line)).textMap("attributes");
            return new StoredRecord(new RecordKey(id, generation), attributes, stored.substring(line + 1));
        } catch (DocumentException | NumberFormatException e) {
            throw StoreException.damaged(Table.RECORDS, key, String.valueOf(e.getMessage()));
        }
    }
}
