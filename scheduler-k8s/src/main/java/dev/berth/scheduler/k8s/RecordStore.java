package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.ConfigMapObject;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The records of a cluster. */
final class RecordStore {
    private final KubernetesClient client;
    private final String owner;
    private final Creation creation;

    RecordStore(KubernetesClient client, String owner) {
        this.client = client;
        this.owner = owner;
        this.creation = new Creation(client);
    }

    /** One request; false when the record exists. */
    boolean create(StoredRecord record, Call call) {
        String manifest = KubernetesRecords.object(owner, record).document();
        return creation.create(ObjectKind.CONFIG_MAP, record.key().id().namespace(), manifest, call);
    }

    /** Of one workload, oldest first. One request. */
    List<StoredRecord> list(WorkloadId id, Call call) {
        String selector =
                KubernetesLabels.selector(owner, id) + "," + KubernetesLabels.KIND + "=" + KubernetesLabels.RECORD;
        List<ConfigMapObject> configs = Listing.of(
                sink -> client.list(ObjectKind.CONFIG_MAP, id.namespace(), selector, Codec.CONFIG_MAPS, sink, call));
        return configs.stream()
                .flatMap(config -> KubernetesRecords.of(owner, config).stream())
                .filter(record -> record.key().id().equals(id))
                .sorted(Comparator.comparing(record -> record.key().generation()))
                .toList();
    }

    /** Two requests. */
    void delete(RecordKey key, Call call) {
        String name = KubernetesNames.record(owner, key);
        Optional<ObjectMeta> there =
                client.metadata(ObjectKind.CONFIG_MAP, key.id().namespace(), name, call);
        there.ifPresent(found -> {
            boolean unused = client.delete(ObjectKind.CONFIG_MAP, key.id().namespace(), name, found.uid(), call);
        });
    }
}
