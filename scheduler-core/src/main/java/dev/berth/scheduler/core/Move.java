package dev.berth.scheduler.core;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moves a service from one backend to another (rule MOV-1): it is ready there before it is removed here. */
public final class Move {
    private Move() {}

    /**
     * Moves a workload. Whatever fails before its removal leaves the source as it was, and nothing on the target.
     *
     * @param limit how long becoming ready on the target may take
     * @return the workload on the target
     * @throws NotFoundException when the source has no such workload
     * @throws RefusedException INVALID when it isn't a service, or as the target refuses it
     * @throws ConflictException when the target has one of this name, or the source's was changed meanwhile
     * @throws ContactException TIMEOUT when it isn't ready in time
     */
    public static Workload move(Scheduler source, Scheduler target, WorkloadId id, Duration limit)
            throws InterruptedException {
        Workload there = source.workloads()
                .find(id)
                .filter(found -> found.status().phase() != Phase.REMOVING)
                .orElseThrow(() -> new NotFoundException("workload " + id + " doesn't exist on the source"));
        requireService(there);
        if (target.workloads().find(id).isPresent()) {
            throw new ConflictException("workload " + id + " exists on the target already");
        }
        Workload here = ready(target, there, limit);
        try {
            source.workloads()
                    .edit(List.of(Edit.remove(id)), PlanOptions.DEFAULT.expect(id, there.version()))
                    .orThrow();
        } catch (SchedulerException e) {
            if (e.effect() == Effect.NONE) {
                takeBack(target, id, e);
            }
            throw e;
        }
        return here;
    }

    private static void requireService(Workload workload) {
        boolean service = workload.mode() == Mode.Kind.REPLICATED || workload.mode() == Mode.Kind.GLOBAL;
        if (!service) {
            throw RefusedException.invalid(
                    "mode",
                    workload.id() + " is " + workload.mode() + "; only services are moved, as nothing of a run is");
        }
    }

    private static Workload ready(Scheduler target, Workload workload, Duration limit) throws InterruptedException {
        WorkloadId id = workload.id();
        Optional<Applied> applied = Optional.empty();
        try {
            applied = Optional.of(target.workloads().apply(workload.spec()));
            Workload settled = Await.settled(target, applied.get(), limit).get(id);
            if (settled == null || settled.status().phase() != Phase.STABLE) {
                throw ContactException.unavailable(
                        id + " did not become ready on the target: " + state(settled), Effect.NONE, null);
            }
            return settled;
        } catch (InterruptedException | RuntimeException e) {
            // What was refused isn't there; one that somebody else made meanwhile is not ours to remove.
            boolean refused = e instanceof SchedulerException failed && failed.effect() == Effect.NONE;
            if (applied.isPresent() || !refused) {
                takeBack(target, id, e);
            }
            throw e;
        }
    }

    private static String state(@Nullable Workload settled) {
        return settled == null
                ? "it is gone"
                : settled.status().phase() + " " + settled.status().conditions();
    }

    private static void takeBack(Scheduler target, WorkloadId id, Exception cause) {
        boolean interrupted = Thread.interrupted();
        try {
            target.workloads().remove(id);
        } catch (SchedulerException e) {
            cause.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
