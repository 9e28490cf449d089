package dev.berth.scheduler.core.controller;

import dev.berth.scheduler.core.pipeline.Finisher;
import dev.berth.scheduler.core.record.RecordSummary;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RecordHeader;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.status.Run;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a controller does for one workload, or for nodes: look, and do what is still to be done. */
final class Duties implements Attendance {
    /** Revisions whose records are kept (rule HIS-1). */
    static final int KEPT_REVISIONS = 10;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** How often what is removed is looked at: not every backend tells when the last of it is gone. */
    private static final Duration DEPARTURE = Duration.ofSeconds(5);

    private final Backend backend;
    private final Finisher finisher;
    private final RolloutDuty rollouts;
    private final CronDuty crons;

    Duties(Backend backend, Translator translator, BackendContext context) {
        this.backend = backend;
        this.finisher = new Finisher(backend, translator);
        this.crons = new CronDuty(backend, translator, context);
        this.rollouts = new RolloutDuty(backend, translator, context);
    }

    @Override
    public void keep(Run run) {
        backend.keep(run, Call.within(LIMIT));
    }

    @Override
    public Optional<Duration> attend(WorkloadId id) {
        Call call = Call.within(LIMIT);
        Observed observed = read(id, call);
        Optional<RecordSummary> highest = observed.latest().map(RecordSummary::of);
        if (highest.isEmpty()) {
            return Optional.empty();
        }
        boolean lives = highest.get().kind() == WorkloadRecord.Kind.SPEC;
        // Drift is not ours to mend: only who applies knows whether somebody changed the objects on purpose.
        if (!observed.applied().equals(lives ? Optional.of(highest.get().version()) : Optional.empty())
                || (!lives && !observed.objects().isEmpty())) {
            finisher.finish(id, call);
        } else if (RolloutDuty.isDue(highest.get(), observed.progress())) {
            rollouts.attend(id, highest.get(), observed.progress(), call);
        }
        boolean departing = forget(id, call);
        return lives
                ? crons.attend(id, highest.get(), call)
                : Optional.of(DEPARTURE).filter(again -> departing);
    }

    /** How long until there is more to do; empty when there is nothing until a node is drained. */
    @Override
    public Optional<Duration> carryOnDrains() {
        return backend.carryOnDrains(Call.within(LIMIT));
    }

    private Observed read(WorkloadId id, Call call) {
        return backend.read(List.of(id), call)
                .getOrDefault(id, Observed.builder().build());
    }

    /** Forgets the records that are of no use any more; whether something of a removed workload is still there. */
    private boolean forget(WorkloadId id, Call call) {
        List<StoredRecord> records = backend.records(id, call);
        if (records.isEmpty()) {
            return false;
        }
        RecordSummary highest = summary(records.get(records.size() - 1));
        if (highest.kind() == WorkloadRecord.Kind.TOMBSTONE) {
            return !isForgotten(id, records, call);
        }
        forgetOld(records, highest, call);
        return false;
    }

    private static RecordSummary summary(StoredRecord record) {
        return RecordSummary.of(new RecordHeader(record.key(), record.attributes()));
    }

    /**
     * The tombstone goes last: until then it tells that the workload is to be gone, and without one nobody is told of what is
     * stopping still.
     */
    private boolean isForgotten(WorkloadId id, List<StoredRecord> records, Call call) {
        Observed observed = read(id, call);
        boolean gone = observed.applied().isEmpty() && observed.objects().isEmpty() && observed.instances() == 0;
        if (gone) {
            records.forEach(record -> backend.delete(record.key(), call));
        }
        return gone;
    }

    /** Keeps the newest record of each of the last revisions of this life, and of the one to go back to. */
    private void forgetOld(List<StoredRecord> records, RecordSummary highest, Call call) {
        Set<Long> newer = new HashSet<>();
        for (int i = records.size() - 1; i >= 0; i--) {
            StoredRecord stored = records.get(i);
            RecordSummary record = summary(stored);
            boolean kept = record.kind() == WorkloadRecord.Kind.SPEC
                    && record.version().incarnation().equals(highest.version().incarnation())
                    && (record.revision() > highest.revision() - KEPT_REVISIONS
                            || record.revision() == highest.intent().complete())
                    && newer.add(record.revision());
            if (!kept) {
                backend.delete(stored.key(), call);
            }
        }
    }
}
