package dev.berth.scheduler.core.controller;

import dev.berth.scheduler.core.record.RecordFormat;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.StoredRecord;
import java.util.List;
import java.util.Optional;

/** The record that says what a workload is to be. */
final class LiveRecord {
    private LiveRecord() {}

    /** Empty once the workload was removed, which may be between any two looks of a duty. */
    static Optional<WorkloadRecord> read(Backend backend, WorkloadId id, Call call) {
        List<StoredRecord> records = backend.records(id, call);
        return records.isEmpty()
                ? Optional.empty()
                : Optional.of(RecordFormat.read(records.get(records.size() - 1)))
                        .filter(record -> record.kind() == WorkloadRecord.Kind.SPEC);
    }
}
