package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.core.record.Failure;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.status.Version;

/** Answers a failed rollout as its policy says: with an ordinary edit, whose record keeps the reason. */
public final class FailureAnswers {
    private final Planner planner;
    private final PlanExecutor executor;

    public FailureAnswers(Backend backend, Translator translator, BackendContext context) {
        this.planner = new Planner(backend, translator, context, new Describing(backend, call -> {}));
        this.executor = new PlanExecutor(backend, new Finisher(backend, translator));
    }

    /**
     * Goes back to the last revision that was complete; with none, or with one that has been gone back to already, what
     * failed is paused or left to go on trying.
     *
     * @param failed the version that failed
     * @throws dev.berth.scheduler.error.ConflictException when it is no longer the current one
     */
    public void rollBack(WorkloadId id, Version failed, Failure failure, Call call) {
        try {
            answer(Edit.abort(id), failed, failure, call);
        } catch (RefusedException e) {
            // There is nothing to go back to: at least nothing more is replaced.
            pause(id, failed, failure, call);
        }
    }

    /** Holds what failed where it is. */
    public void pause(WorkloadId id, Version failed, Failure failure, Call call) {
        answer(Edit.pause(id), failed, failure, call);
    }

    private void answer(Edit edit, Version failed, Failure failure, Call call) {
        PlanOptions options = PlanOptions.DEFAULT.expect(edit.id(), failed);
        Applied.Item item = executor.execute(planner.planAnswer(edit, failure, options, call), call);
        if (item.failure().isPresent()) {
            throw item.failure().get();
        }
    }
}
