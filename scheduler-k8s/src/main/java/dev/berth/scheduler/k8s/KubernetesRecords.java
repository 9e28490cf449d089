package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.api.ConfigMapObject;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.render.ConfigMapForm;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.k8s.render.Marks;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.RecordHeader;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Records as immutable ConfigMaps: created only if absent, never changed. Attributes are annotations, so that lists of
 * metadata tell them. Pure.
 */
final class KubernetesRecords {
    /** The one key of the ConfigMap's data. */
    static final String CONTENT = ConfigMapForm.KEY;

    private static final String ATTRIBUTE = "record.berth.dev/";

    private KubernetesRecords() {}

    /** What is posted to claim the record's generation. */
    static NativeObject object(String owner, StoredRecord record) {
        Map<String, String> labels =
                KubernetesLabels.ownership(owner, record.key().id());
        labels.put(KubernetesLabels.KIND, KubernetesLabels.RECORD);
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(KubernetesLabels.GENERATION, Long.toString(record.key().generation()));
        record.attributes().forEach((name, value) -> annotations.put(ATTRIBUTE + name, value));
        String name = KubernetesNames.record(owner, record.key());
        Marks marks = new Marks(record.key().id().namespace(), labels, annotations);
        return new NativeObject(
                ConfigMapForm.KIND, name, Json.write(ConfigMapForm.packed(name, marks, record.content())));
    }

    /** Empty when a ConfigMap with these marks is no record of this owner. */
    static Optional<RecordHeader> header(
            String owner, String namespace, Map<String, String> labels, Map<String, String> annotations) {
        Optional<WorkloadId> id = KubernetesLabels.id(owner, namespace, labels);
        Optional<Long> generation = KubernetesLabels.generation(annotations);
        if (id.isEmpty()
                || generation.isEmpty()
                || !KubernetesLabels.RECORD.equals(labels.get(KubernetesLabels.KIND))) {
            return Optional.empty();
        }
        Map<String, String> attributes = new TreeMap<>();
        annotations.forEach((name, value) -> {
            if (name.startsWith(ATTRIBUTE)) {
                attributes.put(name.substring(ATTRIBUTE.length()), value);
            }
        });
        return Optional.of(new RecordHeader(new RecordKey(id.get(), generation.get()), attributes));
    }

    /** Empty when it is no record of this owner under its own name, or somebody took its content away. */
    static Optional<StoredRecord> of(String owner, ConfigMapObject config) {
        ObjectMeta metadata = config.metadata();
        return header(owner, metadata.namespace(), metadata.labels(), metadata.annotations())
                .filter(header -> KubernetesNames.record(owner, header.key()).equals(metadata.name()))
                .flatMap(header -> Optional.ofNullable(config.data().get(CONTENT))
                        .map(content -> new StoredRecord(header.key(), header.attributes(), content)));
    }
}
