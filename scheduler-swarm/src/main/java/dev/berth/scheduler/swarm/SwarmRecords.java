package dev.berth.scheduler.swarm;

import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Records as configs: created only if absent, never changed, and with nobody but managers able to read them. Attributes
 * are labels. Pure.
 */
final class SwarmRecords {
    private static final String ATTRIBUTE = "dev.berth.record.";

    private SwarmRecords() {}

    static Map<String, String> labels(String owner, StoredRecord record) {
        Map<String, String> labels =
                new TreeMap<>(SwarmLabels.ownership(owner, record.key().id()));
        labels.put(SwarmLabels.KIND, SwarmLabels.RECORD);
        labels.put(SwarmLabels.GENERATION, Long.toString(record.key().generation()));
        record.attributes().forEach((name, value) -> labels.put(ATTRIBUTE + name, value));
        return labels;
    }

    /** Empty when the config is no record of this owner. */
    static Optional<StoredRecord> of(String owner, ConfigObject config) {
        Map<String, String> labels = config.labels();
        Optional<WorkloadId> id = SwarmLabels.id(owner, labels);
        Optional<Long> generation = SwarmLabels.generation(labels);
        if (id.isEmpty() || generation.isEmpty() || !SwarmLabels.RECORD.equals(labels.get(SwarmLabels.KIND))) {
            return Optional.empty();
        }
        Map<String, String> attributes = new TreeMap<>();
        labels.forEach((name, value) -> {
            if (name.startsWith(ATTRIBUTE)) {
                attributes.put(name.substring(ATTRIBUTE.length()), value);
            }
        });
        return Optional.of(new StoredRecord(new RecordKey(id.get(), generation.get()), attributes, config.data()));
    }

    /** The records of one workload among configs, oldest first. */
    static List<StoredRecord> of(String owner, WorkloadId id, Collection<ConfigObject> configs) {
        return configs.stream()
                .flatMap(config -> of(owner, config).stream())
                .filter(record -> record.key().id().equals(id))
                .sorted(Comparator.comparing(record -> record.key().generation()))
                .toList();
    }
}
