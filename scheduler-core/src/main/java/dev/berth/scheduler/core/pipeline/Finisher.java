package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.core.record.RecordFormat;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.spi.Translator;
import java.util.List;

/**
 * Makes native objects what the highest claim says. Idempotent, so clients and controllers may all do it: the
 * preconditions of the writes let one of them win, and the others find nothing left to do.
 */
public final class Finisher {
    private static final int ATTEMPTS = 10;

    private final Backend backend;
    private final Translator translator;

    public Finisher(Backend backend, Translator translator) {
        this.backend = backend;
        this.translator = translator;
    }

    /**
     * Sends what is missing of the highest claim of this workload; nothing when there is none.
     *
     * @throws ConflictException when its name is taken by something that isn't ours, or it keeps changing
     */
    public void finish(WorkloadId id, Call call) {
        String why = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            call.check("finishing the edit of " + id, Effect.UNKNOWN);
            // Looked at before the records are: what a later claim has sent by then fails our preconditions.
            Observed observed = backend.read(List.of(id), call)
                    .getOrDefault(id, Observed.builder().build());
            List<StoredRecord> records = backend.records(id, call);
            if (records.isEmpty()) {
                return;
            }
            List<NativeWrite> writes = missing(id, RecordFormat.read(records.get(records.size() - 1)), observed);
            try {
                for (NativeWrite write : writes) {
                    backend.send(id, write, call);
                }
                return;
            } catch (ConflictException e) {
                why = e.getMessage();
            }
        }
        throw new ConflictException(
                id + " kept changing under " + ATTEMPTS + " attempts to finish its edit: " + why, Effect.UNKNOWN);
    }

    private List<NativeWrite> missing(WorkloadId id, WorkloadRecord highest, Observed observed) {
        List<NativeWrite> writes = translator.diff(highest.rendering(), observed);
        if (observed.foreign().isPresent() && !writes.isEmpty()) {
            throw new ConflictException(
                    "the name of " + id + " is taken by " + observed.foreign().get()
                            + ", which isn't Berth's; its accepted edit can't be finished",
                    Effect.UNKNOWN);
        }
        return writes;
    }
}
