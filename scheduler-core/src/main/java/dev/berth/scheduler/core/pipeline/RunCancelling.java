package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.core.record.RecordSummary;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.core.watch.Reader;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.util.List;

/** Ends single runs of a CRON. */
final class RunCancelling {
    private final Backend backend;
    private final Describing describing;
    private final Reader reader;

    RunCancelling(Backend backend, Describing describing, Reader reader) {
        this.backend = backend;
        this.describing = describing;
        this.reader = reader;
    }

    void cancel(RunId id, Call call) {
        requireCron(id.workload(), call);
        describing
                .now(call)
                .support(Capabilities.BATCH_CANCEL, Mode.Kind.CRON)
                .refusal(false)
                .ifPresent(reason -> {
                    throw RefusedException.unsupported("", Capabilities.BATCH_CANCEL.name(), reason);
                });
        Run run = reader.runs(id.workload(), call).stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("run " + id + " is not kept, or never was"));
        if (!run.state().isOver()) {
            backend.cancel(id, call);
        }
    }

    private void requireCron(WorkloadId id, Call call) {
        Observed observed = backend.read(List.of(id), call)
                .getOrDefault(id, Observed.builder().build());
        RecordSummary current = observed.latest()
                .map(RecordSummary::of)
                .filter(summary -> summary.kind() == WorkloadRecord.Kind.SPEC)
                .orElseThrow(() -> new NotFoundException("workload " + id + " doesn't exist"));
        if (current.mode() != Mode.Kind.CRON) {
            throw RefusedException.invalid(
                    "",
                    id + " is " + current.mode() + ", its runs can't be cancelled one by one: cancel it as a whole");
        }
    }
}
