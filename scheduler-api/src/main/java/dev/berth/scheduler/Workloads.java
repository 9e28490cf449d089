package dev.berth.scheduler;

import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.Plan;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Revision;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Workload;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The verbs on workloads. */
public interface Workloads {
    /**
     * What {@code edits} would do; changes nothing.
     *
     * @throws dev.berth.scheduler.error.RefusedException INVALID, UNSUPPORTED or INFEASIBLE, with every problem of
     *     every edit
     * @throws dev.berth.scheduler.error.NotFoundException when an edit other than apply and remove names a workload
     *     that isn't there
     * @throws dev.berth.scheduler.error.ConflictException when an expected version is not the current one
     */
    Plan plan(Collection<? extends Edit> edits, PlanOptions options);

    /**
     * Sends exactly the plan's writes.
     *
     * @throws dev.berth.scheduler.error.RefusedException INVALID when another scheduler made the plan
     */
    Applied execute(Plan plan);

    /** Plans and executes; a race lost to another writer is planned again unless a version was expected. */
    Applied edit(Collection<? extends Edit> edits, PlanOptions options);

    default Applied edit(Edit... edits) {
        return edit(List.of(edits), PlanOptions.DEFAULT);
    }

    default Plan plan(Edit... edits) {
        return plan(List.of(edits), PlanOptions.DEFAULT);
    }

    /** Applies and throws what failed. */
    default Applied apply(WorkloadSpec... specs) {
        return edit(java.util.Arrays.stream(specs).map(Edit::apply).toList(), PlanOptions.DEFAULT)
                .orThrow();
    }

    default Applied scale(WorkloadId id, int replicas) {
        return edit(Edit.scale(id, replicas)).orThrow();
    }

    default Applied rollback(WorkloadId id, long revision) {
        return edit(Edit.rollback(id, revision)).orThrow();
    }

    default Applied remove(WorkloadId id) {
        return edit(Edit.remove(id)).orThrow();
    }

    Optional<Workload> find(WorkloadId id);

    /** By id. */
    List<Workload> list(Selector selector);

    /** By workload, then index, then id. */
    List<Instance> instances(Selector selector);

    /** Of ready instances only. */
    List<Endpoint> endpoints(WorkloadId id);

    /** The runs kept of a BATCH, GLOBAL_BATCH or CRON, newest first; none of other modes (rules BAT-3 and CRN-1). */
    List<Run> runs(WorkloadId id);

    /**
     * Ends one run of a CRON; one that is over stays as it is. That of a batch is ended by {@link Edit#cancel}.
     *
     * @throws dev.berth.scheduler.error.RefusedException UNSUPPORTED where the backend can't, INVALID when the workload
     *     is no CRON
     * @throws dev.berth.scheduler.error.NotFoundException when there is no such run
     */
    void cancel(RunId run);

    /**
     * The templates kept, newest first.
     *
     * @throws dev.berth.scheduler.error.RefusedException UNSUPPORTED where the backend keeps no history
     */
    List<Revision> revisions(WorkloadId id);
}
