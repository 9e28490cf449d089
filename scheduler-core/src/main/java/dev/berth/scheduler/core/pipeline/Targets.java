package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.core.record.RecordFormat;
import dev.berth.scheduler.core.record.RecordSummary;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.Version;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Turns edits into the specs they want. Reads everything in one call for all; contents only where an edit needs one. */
final class Targets {
    private final Backend backend;

    Targets(Backend backend) {
        this.backend = backend;
    }

    /** The edits, then the removals of what is to be pruned. */
    List<Edit> withPruned(List<? extends Edit> edits, PlanOptions options, Call call) {
        refuseTwoEditsOfOne(edits);
        List<Edit> all = new ArrayList<>(edits);
        all.addAll(pruned(edits, options, call));
        return all;
    }

    List<Target> of(List<? extends Edit> edits, PlanOptions options, Call call) {
        Map<WorkloadId, Observed> observed =
                backend.read(edits.stream().map(Edit::id).toList(), call);
        return edits.stream()
                .map(edit -> target(
                        edit,
                        observed.getOrDefault(edit.id(), Observed.builder().build()),
                        options,
                        call))
                .toList();
    }

    private static void refuseTwoEditsOfOne(List<? extends Edit> edits) {
        Set<WorkloadId> seen = new LinkedHashSet<>();
        List<Problem> problems = new ArrayList<>();
        for (Edit edit : edits) {
            if (!seen.add(edit.id())) {
                problems.add(Problem.invalid("", edit.id() + " is in more than one of these edits; one is allowed"));
            }
        }
        if (!problems.isEmpty()) {
            throw RefusedException.of(problems);
        }
    }

    private List<Edit> pruned(List<? extends Edit> edits, PlanOptions options, Call call) {
        return options.pruned()
                .map(selector -> backend.ids(selector, call).stream()
                        .filter(id -> edits.stream().noneMatch(edit -> edit.id().equals(id)))
                        .filter(id -> selector.labels().isEmpty() || selector.matches(id, labels(id, call)))
                        .map(Edit::remove)
                        .toList())
                .orElse(List.of());
    }

    private Map<String, String> labels(WorkloadId id, Call call) {
        return newestStored(id, call)
                .map(stored -> RecordFormat.read(stored).spec().labels())
                .orElse(Map.of());
    }

    private Target target(Edit edit, Observed observed, PlanOptions options, Call call) {
        Optional<RecordSummary> current = observed.latest().map(RecordSummary::of);
        requireExpected(edit.id(), current, options);
        Target bare = new Target(edit, observed, current, Optional.empty(), Optional.empty(), List.of());
        try {
            return wanted(bare, options, call);
        } catch (RefusedException e) {
            // Kept, so that every problem of every edit is told at once.
            return new Target(edit, observed, current, Optional.empty(), Optional.empty(), e.problems());
        }
    }

    private Target wanted(Target bare, PlanOptions options, Call call) {
        return switch (bare.edit().kind()) {
            case APPLY -> apply(bare, options);
            case SCALE -> scale(withRecord(bare, call));
            case ROLLBACK -> rollback(withRecord(bare, call), call);
            case RESTART -> verb(bare, RolloutVerbs::restart, call);
            case CANCEL -> verb(bare, RolloutVerbs::cancel, call);
            case PAUSE -> verb(bare, RolloutVerbs::pause, call);
            case RESUME -> verb(bare, RolloutVerbs::resume, call);
            case ABORT -> abort(withRecord(bare, call), call);
            case REMOVE -> bare;
        };
    }

    private Target verb(Target bare, Function<Target, Wanted> verb, Call call) {
        Target target = withRecord(bare, call);
        return target.wanting(verb.apply(target));
    }

    private static void requireExpected(WorkloadId id, Optional<RecordSummary> current, PlanOptions options) {
        Version expected = options.expected().get(id);
        Optional<Version> found = current.map(RecordSummary::version);
        if (expected != null && !found.equals(Optional.of(expected))) {
            throw new ConflictException("version of " + id + " (="
                    + found.map(Version::toString).orElse("none") + ") is not the expected " + expected);
        }
    }

    private static Target apply(Target target, PlanOptions options) {
        WorkloadSpec spec = ((Edit.Apply) target.edit()).spec();
        Optional<RecordSummary> living = target.living();
        if (living.isPresent() && living.get().mode() != spec.mode().kind()) {
            throw RefusedException.invalid(
                    "mode",
                    "mode of " + spec.id() + " (=" + spec.mode().kind() + ") can't change from "
                            + living.get().mode() + "; remove the workload first");
        }
        boolean keepsCount =
                options.keepsReplicas() && living.isPresent() && living.get().mode() == Mode.Kind.REPLICATED;
        WorkloadSpec kept = keepsCount
                ? spec.toBuilder()
                        .mode(Mode.replicated(living.get().replicas()))
                        .build()
                : spec;
        return target.wanting(RolloutVerbs.apply(target, kept));
    }

    private static Target scale(Target target) {
        Edit.Scale scale = (Edit.Scale) target.edit();
        WorkloadSpec spec = target.lastSpec();
        if (spec.mode().kind() != Mode.Kind.REPLICATED) {
            throw RefusedException.invalid(
                    "mode", spec.id() + " is " + spec.mode().kind() + "; only REPLICATED workloads have a count");
        }
        return target.wanting(Wanted.of(
                spec.toBuilder().mode(Mode.replicated(scale.replicas())).build(),
                target.intent().directives()));
    }

    private Target rollback(Target target, Call call) {
        long revision = ((Edit.Rollback) target.edit()).revision();
        WorkloadRecord then = kept(target, revision, call)
                .orElseThrow(
                        () -> new NotFoundException("revision " + revision + " of " + target.id() + " is not kept"));
        return target.wanting(RolloutVerbs.rollback(target, then));
    }

    private Target abort(Target target, Call call) {
        return RolloutVerbs.requireRevisionToAbortTo(target)
                .map(revision -> kept(target, revision, call)
                        .orElseThrow(() -> new NotFoundException("revision " + revision + " of " + target.id()
                                + ", the last one that was complete, is not kept")))
                .map(then -> target.wanting(RolloutVerbs.abort(target, then)))
                .orElseGet(() -> target.wanting(RolloutVerbs.unchanged(target)));
    }

    /** The newest record of a revision of this life. */
    private Optional<WorkloadRecord> kept(Target target, long revision, Call call) {
        Optional<String> life = target.living().map(summary -> summary.version().incarnation());
        return backend.records(target.id(), call).stream()
                .map(RecordFormat::read)
                .filter(record -> record.kind() == WorkloadRecord.Kind.SPEC
                        && record.revision() == revision
                        && life.equals(Optional.of(record.version().incarnation())))
                .reduce((first, second) -> second);
    }

    private Target withRecord(Target target, Call call) {
        if (target.living().isEmpty()) {
            throw new NotFoundException("workload " + target.id() + " doesn't exist");
        }
        return target.record().isPresent() ? target : target.with(newest(target, call));
    }

    Optional<WorkloadRecord> newest(Target target, Call call) {
        return newestStored(target, call).map(RecordFormat::read);
    }

    /** What the backend told beside the attributes; it is asked once more only if that was nothing. */
    Optional<StoredRecord> newestStored(Target target, Call call) {
        return target.observed().record().or(() -> newestStored(target.id(), call));
    }

    private Optional<StoredRecord> newestStored(WorkloadId id, Call call) {
        List<StoredRecord> records = backend.records(id, call);
        return records.isEmpty() ? Optional.empty() : Optional.of(records.get(records.size() - 1));
    }
}
