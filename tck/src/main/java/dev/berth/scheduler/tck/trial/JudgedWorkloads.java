package dev.berth.scheduler.tck.trial;

import dev.berth.scheduler.Workloads;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.Plan;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Revision;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Workload;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The verbs on workloads, written down and judged. */
final class JudgedWorkloads implements Workloads {
    private final Workloads workloads;
    private final Judging judging;

    JudgedWorkloads(Workloads workloads, Judging judging) {
        this.workloads = workloads;
        this.judging = judging;
    }

    @Override
    public Plan plan(Collection<? extends Edit> edits, PlanOptions options) {
        Plan plan = told(
                "plan " + Told.edits(edits),
                () -> judging.referee().edits(edits, options, () -> workloads.plan(edits, options), judging.traces()));
        judging.ledger().planned(plan, edits);
        return plan;
    }

    @Override
    public Applied execute(Plan plan) {
        List<Edit> edits = judging.ledger().edits(plan);
        return sent(edits, "execute the plan of " + Told.edits(edits), () -> workloads.execute(plan));
    }

    @Override
    public Applied edit(Collection<? extends Edit> edits, PlanOptions options) {
        return sent(
                edits,
                Told.edits(edits),
                () -> judging.referee().edits(edits, options, () -> workloads.edit(edits, options), judging.traces()));
    }

    private Applied sent(Collection<? extends Edit> edits, String call, Supplier<Applied> made) {
        judging.ledger().sending(edits);
        try {
            Applied applied = told(call, made);
            judging.ledger().accepted(edits, applied);
            judging.history().add("answer", Told.applied(applied));
            return applied;
        } finally {
            judging.ledger().answered(edits);
        }
    }

    private <T> T told(String call, Supplier<T> made) {
        judging.history().add("call", call);
        try {
            return made.get();
        } catch (SchedulerException e) {
            judging.history().add("answer", e.toString());
            throw e;
        }
    }

    @Override
    public Optional<Workload> find(WorkloadId id) {
        return workloads.find(id);
    }

    @Override
    public List<Workload> list(Selector selector) {
        return workloads.list(selector);
    }

    @Override
    public List<Instance> instances(Selector selector) {
        return workloads.instances(selector);
    }

    @Override
    public List<Endpoint> endpoints(WorkloadId id) {
        return judging.referee().other(() -> workloads.endpoints(id));
    }

    @Override
    public List<Run> runs(WorkloadId id) {
        return judging.referee().other(() -> workloads.runs(id));
    }

    @Override
    public void cancel(RunId run) {
        told(
                "cancel run " + run,
                () -> judging.referee().other(() -> {
                    workloads.cancel(run);
                    return run;
                }));
    }

    @Override
    public List<Revision> revisions(WorkloadId id) {
        return judging.referee().other(() -> workloads.revisions(id));
    }
}
