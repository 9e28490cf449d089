package dev.berth.scheduler.core.controller;

import dev.berth.scheduler.core.pipeline.Finisher;
import dev.berth.scheduler.core.record.RecordFormat;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.spi.Translator;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a controller does for one workload: look, and do what is still to be done. */
final class Duties {
    /** Revisions whose records are kept (rule HIS-1). */
    static final int KEPT_REVISIONS = 10;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Backend backend;
    private final Finisher finisher;

    Duties(Backend backend, Translator translator) {
        this.backend = backend;
        this.finisher = new Finisher(backend, translator);
    }

    void attend(WorkloadId id) {
        Call call = Call.within(LIMIT);
        finisher.finish(id, call);
        List<StoredRecord> records = backend.records(id, call);
        if (records.isEmpty()) {
            return;
        }
        WorkloadRecord highest = RecordFormat.read(records.get(records.size() - 1));
        if (highest.kind() == WorkloadRecord.Kind.TOMBSTONE) {
            forgetIfGone(id, records, call);
        } else {
            forgetOld(records, highest, call);
        }
    }

    /** The tombstone goes last: until then it tells that the workload is to be gone. */
    private void forgetIfGone(WorkloadId id, List<StoredRecord> records, Call call) {
        Observed observed = backend.read(List.of(id), call)
                .getOrDefault(id, Observed.builder().build());
        if (observed.applied().isEmpty() && observed.objects().isEmpty()) {
            records.forEach(record -> backend.delete(record.key(), call));
        }
    }

    /** Keeps the newest record of each of the last revisions of this life. */
    private void forgetOld(List<StoredRecord> records, WorkloadRecord highest, Call call) {
        Set<Long> newer = new HashSet<>();
        for (int i = records.size() - 1; i >= 0; i--) {
            StoredRecord stored = records.get(i);
            WorkloadRecord record = RecordFormat.read(stored);
            boolean kept = record.kind() == WorkloadRecord.Kind.SPEC
                    && record.version().incarnation().equals(highest.version().incarnation())
                    && record.revision() > highest.revision() - KEPT_REVISIONS
                    && newer.add(record.revision());
            if (!kept) {
                backend.delete(stored.key(), call);
            }
        }
    }
}
