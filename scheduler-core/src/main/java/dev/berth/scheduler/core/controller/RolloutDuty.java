package dev.berth.scheduler.core.controller;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.core.pipeline.FailureAnswers;
import dev.berth.scheduler.core.record.Failure;
import dev.berth.scheduler.core.record.RecordSummary;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.spi.Translator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends rollouts that failed as their policy says, where the backend leaves that to a controller (rule UPD-2). */
final class RolloutDuty {
    private static final Logger LOG = LoggerFactory.getLogger(RolloutDuty.class);

    private final Backend backend;
    private final FailureAnswers answers;

    RolloutDuty(Backend backend, Translator translator, BackendContext context) {
        this.backend = backend;
        this.answers = new FailureAnswers(backend, translator, context);
    }

    /** Whether it has to be looked at; the policy is not known yet. */
    static boolean isDue(RecordSummary current, Progress progress) {
        return progress.state() == Progress.State.FAILED
                && current.intent().controlled()
                && !current.intent().directives().paused();
    }

    /** {@code current} is applied, and made no progress. */
    void attend(WorkloadId id, RecordSummary current, Progress progress, Call call) {
        LiveRecord.read(backend, id, call)
                .map(record -> record.spec().rollout().onFailure())
                .filter(policy -> isOurs(policy, current, backend.describe(call)))
                .ifPresent(policy -> answer(policy, id, current, progress, call));
    }

    private void answer(
            RolloutPolicy.OnFailure policy, WorkloadId id, RecordSummary current, Progress progress, Call call) {
        Failure failure = new Failure(current.revision(), progress.reason(), progress.message());
        LOG.warn("{} failed at revision {} ({}): {}", id, failure.revision(), failure.reason(), policy);
        try {
            switch (policy) {
                case ROLLBACK -> answers.rollBack(id, current.version(), failure, call);
                case PAUSE -> answers.pause(id, current.version(), failure, call);
            }
        } catch (ConflictException | NotFoundException e) {
            LOG.info("{} was changed before its failure was answered: {}", id, e.getMessage());
        }
    }

    private static boolean isOurs(RolloutPolicy.OnFailure policy, RecordSummary current, BackendInfo info) {
        Capability capability = switch (policy) {
            case ROLLBACK -> Capabilities.ROLLOUT_ON_FAILURE_ROLLBACK;
            case PAUSE -> Capabilities.ROLLOUT_ON_FAILURE_PAUSE;
        };
        return info.support(capability, current.mode()).needsController();
    }
}
