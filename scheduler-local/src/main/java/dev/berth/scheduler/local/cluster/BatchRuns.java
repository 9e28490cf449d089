package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.cluster.RunRow.Verdict;
import dev.berth.scheduler.local.document.BatchObject;
import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Termination;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes the runs of a batch what its object asks for, and keeps their books (rules BAT-1 to BAT-4). A run and the
 * instance that changed it are stored together, so a crash leaves both before or both after.
 */
final class BatchRuns {
    /** Of how many ended instances of a run more is kept than their ends. */
    static final int INSTANCES_KEPT = 50;

    /** How many runs of a batch stay listed, the present one among them: as many as there are revisions. */
    static final int RUNS_KEPT = 10;

    private final Parts parts;
    private final Stopper stopper;
    private final Retention retention;
    private final Uids uids;

    BatchRuns(Parts parts, Stopper stopper, Retention retention, Uids uids) {
        this.parts = parts;
        this.stopper = stopper;
        this.retention = retention;
        this.uids = uids;
    }

    /** Runs of an earlier life are no more. */
    void dropEarlier(WorkloadEntry entry, ObjectRow object) {
        String life = object.content().version().incarnation();
        List.copyOf(entry.runs().values()).stream()
                .filter(run -> !run.row().origin().incarnation().equals(life))
                .forEach(parts.state()::drop);
    }

    void keep(WorkloadEntry entry, ObjectRow object, BatchObject batch, Template template) {
        if (!batch.scheduled()) {
            begin(entry, object, batch, template);
        }
        List.copyOf(entry.all()).stream()
                .filter(instance -> parts.state().run(instance).isEmpty())
                .forEach(instance -> stopper.stopAsStored(instance, Reason.REMOVED, "its run was forgotten"));
        for (LiveRun run : List.copyOf(entry.runs().values())) {
            asked(entry, run)
                    .ifPresent(verdict -> parts.state().put(run, run.row().decided(verdict)));
            noteStart(entry, run);
            if (run.row().verdict().isPresent()) {
                finish(entry, run);
            } else {
                create(entry, run, batch, template(entry, run, template));
                BatchRules.onEach(run.row(), working(entry, run))
                        .ifPresent(verdict -> parts.state().put(run, run.row().decided(verdict)));
            }
            dropBeyond(entry, run, INSTANCES_KEPT);
        }
        if (!batch.scheduled()) {
            dropOld(entry, object);
        }
    }

    /** A run made while another revision's template was the present one goes on with that. */
    private static Template template(WorkloadEntry entry, LiveRun run, Template present) {
        Template own = entry.templates().get(Templates.key(run.row()));
        return own == null ? present : own;
    }

    private void begin(WorkloadEntry entry, ObjectRow object, BatchObject batch, Template template) {
        String name = Long.toString(object.content().revision());
        if (!entry.runs().containsKey(name)) {
            Optional<List<String>> nodes =
                    batch.global() ? Optional.of(parts.placer().matching(entry.id(), template)) : Optional.empty();
            RunRow.Origin origin = new RunRow.Origin(
                    object.content().version().incarnation(), object.content().revision(), Optional.empty(), nodes);
            Batch shape = nodes.map(on -> onEach(batch.shape(), on.size())).orElse(batch.shape());
            parts.state().add(new LiveRun(RunRow.pending(new RunId(entry.id(), name), origin, shape)));
        }
    }

    private static Batch onEach(Batch one, int nodes) {
        return one.toBuilder()
                .completions(nodes)
                .parallelism(Math.max(1, nodes))
                .build();
    }

    /** What its object says must become of it. A verdict that was stored before stays. */
    private static Optional<Verdict> asked(WorkloadEntry entry, LiveRun run) {
        Optional<ObjectRow> object = entry.wanted();
        Optional<BatchObject> batch = object.flatMap(row -> row.content().batch());
        if (run.row().verdict().isPresent() || batch.isEmpty() || batch.get().scheduled()) {
            return Optional.empty();
        }
        long revision = object.get().content().revision();
        if (run.row().origin().revision() != revision) {
            return Optional.of(
                    new Verdict(Run.State.CANCELLED, Reason.REPLACED, "replaced by the run of revision " + revision));
        }
        return batch.get().cancelled() ? Optional.of(cancelled()) : Optional.empty();
    }

    static Verdict cancelled() {
        return new Verdict(Run.State.CANCELLED, Reason.CANCELLED, "it was asked to end");
    }

    private void noteStart(WorkloadEntry entry, LiveRun run) {
        if (run.row().startedAt().isEmpty()) {
            instances(entry, run)
                    .flatMap(instance -> instance.row().run().startedAt().stream())
                    .min(Comparator.naturalOrder())
                    .ifPresent(at -> parts.state().put(run, run.row().startedAt(at)));
        }
    }

    private static java.util.stream.Stream<LiveInstance> instances(WorkloadEntry entry, LiveRun run) {
        return entry.all().stream().filter(instance -> run.row().has(instance.row()));
    }

    private void finish(WorkloadEntry entry, LiveRun run) {
        Verdict verdict = run.row().verdict().orElseThrow();
        boolean completed = verdict.state() == Run.State.COMPLETED;
        for (LiveInstance instance : instances(entry, run).toList()) {
            boolean ends = instance.phase().isEnded() || instance.phase() == InstancePhase.ENDING;
            if (!ends && !instance.row().isGivenUp()) {
                String reason = completed ? Reason.RUN_ENDED : verdict.reason();
                stopper.stop(instance, reason, completed ? "its run is complete" : verdict.message());
            }
        }
        if (working(entry, run) == 0 && !run.row().isOver()) {
            parts.state().put(run, run.row().endedAt(parts.wall().instant()));
        }
    }

    /** Runs of a batch follow one another: two might do the same work at a time. */
    private void create(WorkloadEntry entry, LiveRun run, BatchObject batch, Template template) {
        boolean waits = !batch.scheduled()
                && entry.all().stream().anyMatch(other -> !run.row().has(other.row()) && isWorking(other));
        int wanted = waits ? 0 : BatchRules.create(run.row(), working(entry, run));
        for (int made = 0; made < wanted; made++) {
            RunRow row = run.row();
            Optional<String> node =
                    row.origin().nodes().map(on -> on.get(row.tally().nextIndex()));
            if (node.filter(name -> parts.roster().find(name).isEmpty()).isPresent()) {
                parts.state().put(run, row.with(row.tally().afterGiving()));
                continue;
            }
            InstanceId id = uids.next(entry.id());
            InstanceRow.Origin origin = new InstanceRow.Origin(
                    row.origin().incarnation(),
                    row.origin().revision(),
                    row.tally().nextIndex(),
                    parts.state().nextSequence(),
                    Optional.of(row.id().name()),
                    node);
            parts.state().put(run, row.with(row.tally().afterGiving()));
            parts.state().add(new LiveInstance(InstanceRow.pending(id, origin), template));
        }
    }

    /** What was given up with its node has ended as far as its run goes. */
    private static boolean isWorking(LiveInstance instance) {
        return !instance.phase().isEnded() && !instance.row().isGivenUp();
    }

    private static int working(WorkloadEntry entry, LiveRun run) {
        return (int) instances(entry, run).filter(BatchRuns::isWorking).count();
    }

    private void dropBeyond(WorkloadEntry entry, LiveRun run, int kept) {
        List<LiveInstance> ended = instances(entry, run)
                .filter(instance -> instance.phase().isEnded())
                .sorted(Comparator.comparing(instance -> instance.row().origin().sequence()))
                .toList();
        ended.subList(0, Math.max(0, ended.size() - kept)).forEach(instance -> {
            retention.gone(instance.row());
            parts.state().drop(instance);
        });
    }

    /** The instances of earlier runs would be counted with the present one's. */
    private void dropOld(WorkloadEntry entry, ObjectRow object) {
        List<LiveRun> earlier = entry.runs().values().stream()
                .filter(run -> run.row().origin().revision() != object.content().revision())
                .filter(run -> run.row().isOver())
                .sorted(Comparator.comparing(run -> run.row().origin().revision()))
                .toList();
        earlier.forEach(run -> dropBeyond(entry, run, 0));
        earlier.subList(0, Math.max(0, earlier.size() - (RUNS_KEPT - 1))).forEach(parts.state()::drop);
    }

    /** Takes a run away with its instances, which have ended, and all their logs. */
    void forget(LiveRun run) {
        run.row().tally().attempts().forEach(attempt -> retention.forget(InstanceRow.logName(attempt.instance())));
        parts.state()
                .find(run.row().id().workload())
                .ifPresent(entry -> instances(entry, run).toList().forEach(instance -> {
                    retention.forget(InstanceRow.logName(instance.row().id()));
                    parts.state().drop(instance);
                }));
        parts.state().drop(run);
    }

    /** After an attempt ended by itself; empty when the instance is of no run. */
    Optional<RestartRules.Decision> ended(LiveInstance instance, Termination end, String reason, Duration ran) {
        Optional<LiveRun> found = parts.state().run(instance);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        LiveRun run = found.get();
        boolean late = instance.row().note().reason().equals(Reason.DEADLINE_EXCEEDED);
        RunRow asked = parts.state()
                .find(instance.row().id().workload())
                .flatMap(entry -> asked(entry, run))
                .map(run.row()::decided)
                .orElse(run.row());
        BatchRules.Ended next =
                BatchRules.after(asked, instance.row(), end, late ? Reason.DEADLINE_EXCEEDED : reason, ran);
        parts.state().put(run, next.run());
        return Optional.of(next.instance());
    }

    /** An attempt was lost with its node, and is about to be given up. */
    void lost(LiveInstance instance) {
        Termination end = Termination.unknown(
                "its node was lost", Optional.of(parts.wall().instant()));
        parts.state()
                .run(instance)
                .ifPresent(run -> parts.state().put(run, BatchRules.lost(run.row(), instance.row(), end)));
    }

    /** After an instance ended that was to go; what was given up has had its end noted. */
    void stopped(LiveInstance instance, Termination end) {
        if (instance.row().isGivenUp()) {
            return;
        }
        parts.state().run(instance).ifPresent(run -> {
            Run.Attempt attempt = new Run.Attempt(instance.row().id(), end);
            parts.state().put(run, run.row().with(run.row().tally().noting(attempt)));
        });
    }
}
