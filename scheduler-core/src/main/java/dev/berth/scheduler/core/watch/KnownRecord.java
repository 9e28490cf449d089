package dev.berth.scheduler.core.watch;

import dev.berth.scheduler.core.record.RecordFormat;
import dev.berth.scheduler.core.record.RecordSummary;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.RecordHeader;
import dev.berth.scheduler.spi.StoredRecord;
import org.jspecify.annotations.Nullable;

/** A record of which the attributes are read at once and the spec when it is asked for: decoding it is what costs. */
final class KnownRecord {
    private final StoredRecord stored;
    private final RecordSummary summary;
    private volatile @Nullable WorkloadSpec spec;

    KnownRecord(StoredRecord stored) {
        this.stored = stored;
        this.summary = RecordSummary.of(new RecordHeader(stored.key(), stored.attributes()));
    }

    RecordSummary summary() {
        return summary;
    }

    WorkloadSpec spec() {
        WorkloadSpec known = spec;
        if (known == null) {
            known = RecordFormat.read(stored).spec();
            spec = known;
        }
        return known;
    }
}
