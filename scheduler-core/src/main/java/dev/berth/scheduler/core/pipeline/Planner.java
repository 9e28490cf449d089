package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.core.record.Failure;
import dev.berth.scheduler.core.record.RecordFormat;
import dev.berth.scheduler.core.record.RecordSummary;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.Change.Action;
import dev.berth.scheduler.plan.Change.Cause;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.FieldDiff;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Directives;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.status.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** From edits to a plan: reads, never writes. */
final class Planner {
    private final Translator translator;
    private final BackendContext context;
    private final Targets targets;
    private final Describing describing;
    private final Feasibility feasibility;

    Planner(Backend backend, Translator translator, BackendContext context, Describing describing) {
        this.describing = describing;
        this.feasibility = new Feasibility(backend);
        this.translator = translator;
        this.context = context;
        this.targets = new Targets(backend);
    }

    List<ChangeData> plan(List<? extends Edit> edits, PlanOptions options, Call call) {
        Preflight preflight = preflight(options, call);
        return changes(targets.withPruned(edits, options, call), preflight, options, call);
    }

    /** Plans one of many edits again. What it stands among is not known here, so nothing is pruned. */
    List<ChangeData> planAgain(Edit edit, PlanOptions options, Call call) {
        return changes(List.of(edit), preflight(options, call), options, call);
    }

    /** Plans what a policy accepted earlier asks for after a failure; that was checked when it was accepted. */
    ChangeData planAnswer(Edit edit, Failure failure, PlanOptions options, Call call) {
        Target target = targets.of(List.of(edit), options, call).get(0);
        Wanted wanted = target.wanted().orElseThrow(() -> RefusedException.of(target.refused()));
        return change(target, wanted.because(Optional.of(failure)), preflight(options, call), options, call);
    }

    private Preflight preflight(PlanOptions options, Call call) {
        BackendInfo declared = describing.withController(call);
        return new Preflight(translator, declared, describing.now(declared, call), options);
    }

    private List<ChangeData> changes(List<? extends Edit> edits, Preflight preflight, PlanOptions options, Call call) {
        List<Target> all = targets.of(edits, options, call);
        preflight.check(all);
        List<ChangeData> changes = all.stream()
                .map(target -> target.wanted()
                        .map(wanted -> change(target, wanted, preflight, options, call))
                        .orElseGet(() -> removal(target, call)))
                .toList();
        feasibility.check(all, changes, call);
        return changes;
    }

    private ChangeData change(Target target, Wanted wanted, Preflight preflight, PlanOptions options, Call call) {
        boolean sameSpec = target.living()
                .filter(summary -> summary.digest().equals(wanted.digest())
                        && !wanted.replaced()
                        && summary.intent().directives().equals(wanted.directives()))
                // What is adopted gets a record of its own: the last one speaks of objects that bear another owner.
                .filter(summary -> target.observed().foreign().isEmpty())
                .isPresent();
        if (!sameSpec) {
            return update(target, wanted, preflight, call);
        }
        ChangeData settled = settled(target, target.living().get(), wanted.spec(), preflight, call);
        return options.refreshesRendering() && settled.action() == Action.UNCHANGED
                ? refreshed(target, target.living().get(), wanted, preflight, call)
                : settled;
    }

    /** The spec is the accepted one: nothing to do, or an unfinished edit or drift to mend, under the same version. */
    private ChangeData settled(
            Target target, RecordSummary current, WorkloadSpec spec, Preflight preflight, Call call) {
        List<NativeObject> rendering = acceptedRendering(target, current, spec, call);
        List<NativeWrite> writes = translator.diff(rendering, target.observed());
        if (writes.isEmpty()) {
            return ChangeData.unchanged(target, rendering, preflight.caveats(spec));
        }
        boolean finished = target.observed().applied().equals(Optional.of(current.version()));
        return new ChangeData(
                target.edit(),
                Action.UPDATE,
                Set.of(finished ? Cause.DRIFT : Cause.UNFINISHED),
                () -> NativeDiff.of(writes, target.observed().objects(), translator::touched),
                writes,
                rendering,
                restarts(target, spec, writes),
                preflight.caveats(spec),
                Optional.of(current.version()),
                current.revision(),
                Optional.empty(),
                target.current());
    }

    /** What the last record says was sent. Rendered anew when that gives the same, which saves a request. */
    private List<NativeObject> acceptedRendering(Target target, RecordSummary current, WorkloadSpec spec, Call call) {
        boolean sameRenderer = current.rendererVersion().equals(translator.rendererVersion());
        if (sameRenderer && target.record().isEmpty()) {
            return render(
                    spec,
                    current.version(),
                    current.borne(),
                    List.of(),
                    current.intent().directives());
        }
        return record(target, call).map(WorkloadRecord::rendering).orElse(List.of());
    }

    private ChangeData refreshed(Target target, RecordSummary current, Wanted wanted, Preflight preflight, Call call) {
        Version version = next(target);
        List<NativeObject> rendering = render(wanted.spec(), version, current.borne(), List.of(), wanted.directives());
        boolean onlyStamps = current.rendererVersion().equals(translator.rendererVersion());
        if (onlyStamps) {
            return ChangeData.unchanged(target, rendering, preflight.caveats(wanted.spec()));
        }
        Optional<WorkloadRecord> before = record(target, call);
        Lineage lineage = before.map(
                        last -> Lineage.refreshed(current, translator.rendererVersion(), last.revisionCreatedAt()))
                .orElseGet(() -> Lineage.of(wanted, before, translator.rendererVersion()));
        return accepted(
                target,
                Set.of(Cause.RENDERING),
                List::of,
                translator.diff(rendering, target.observed()),
                preflight,
                record(target, wanted, lineage, version, rendering, before, preflight));
    }

    private ChangeData update(Target target, Wanted wanted, Preflight preflight, Call call) {
        Optional<WorkloadRecord> before = target.living().isPresent() ? record(target, call) : Optional.empty();
        Lineage lineage = Lineage.of(wanted, before, translator.rendererVersion());
        Version version = next(target);
        List<NativeObject> rendering =
                render(wanted.spec(), version, lineage.borne(), lineage.stored(), wanted.directives());
        return accepted(
                target,
                Causes.of(target, before, wanted, lineage.sameTemplate()),
                () -> SpecDiff.between(before.map(WorkloadRecord::spec), Optional.of(wanted.spec())),
                translator.diff(rendering, target.observed()),
                preflight,
                record(target, wanted, lineage, version, rendering, before, preflight));
    }

    private ChangeData accepted(
            Target target,
            Set<Cause> causes,
            Supplier<List<FieldDiff>> differences,
            List<NativeWrite> writes,
            Preflight preflight,
            WorkloadRecord record) {
        return new ChangeData(
                target.edit(),
                target.living().isPresent() ? Action.UPDATE : Action.CREATE,
                causes,
                differences,
                writes,
                record.rendering(),
                restarts(target, record, writes),
                preflight.caveats(record.spec()),
                Optional.of(record.version()),
                record.revision(),
                Optional.of(RecordFormat.write(record)),
                target.current());
    }

    private ChangeData removal(Target target, Call call) {
        List<NativeWrite> writes = translator.diff(List.of(), target.observed());
        Optional<StoredRecord> living =
                target.living().isPresent() ? targets.newestStored(target, call) : Optional.empty();
        if (writes.isEmpty() && living.isEmpty() && !target.isBeingRemoved()) {
            return ChangeData.unchanged(target, List.of(), List.of());
        }
        return new ChangeData(
                target.edit(),
                Action.REMOVE,
                Set.of(living.isPresent() ? Cause.SPEC : Cause.UNFINISHED),
                () -> SpecDiff.between(
                        living.map(last -> RecordFormat.read(last).spec()), Optional.empty()),
                writes,
                List.of(),
                target.observed().instances(),
                List.of(),
                living.map(record -> next(target)).or(() -> target.current().map(RecordSummary::version)),
                target.current().map(RecordSummary::revision).orElse(0L),
                living.map(last -> RecordFormat.tombstone(
                        last, next(target), context.clock().instant())),
                target.current());
    }

    private WorkloadRecord record(
            Target target,
            Wanted wanted,
            Lineage lineage,
            Version version,
            List<NativeObject> rendering,
            Optional<WorkloadRecord> before,
            Preflight preflight) {
        Instant now = context.clock().instant();
        return new WorkloadRecord(
                WorkloadRecord.Kind.SPEC,
                version,
                lineage.revision(),
                wanted.spec(),
                wanted.digest(),
                wanted.templateDigest(),
                lineage.renderer(),
                rendering,
                now,
                lineage.began().orElse(now),
                lineage.intent(target, wanted, before, preflight.needsController(wanted.spec()), now));
    }

    private List<NativeObject> render(
            WorkloadSpec spec, Version version, long revision, List<NativeObject> stored, Directives directives) {
        return translator.render(
                RenderInput.of(spec, version, revision, stored, context.owner()).withDirectives(directives));
    }

    private Optional<WorkloadRecord> record(Target target, Call call) {
        return target.record().isPresent() ? target.record() : targets.newest(target, call);
    }

    private static Version next(Target target) {
        long generation =
                target.current().map(summary -> summary.version().generation()).orElse(0L) + 1;
        return new Version(
                target.living().map(summary -> summary.version().incarnation()).orElseGet(Incarnation::create),
                generation);
    }

    /** What is held replaces nothing yet; what lets go replaces what was held. */
    private static int restarts(Target target, WorkloadRecord record, List<NativeWrite> writes) {
        boolean paused = record.intent().directives().paused();
        boolean resumed = target.intent().directives().paused() && !paused;
        if (resumed && target.progress() != Progress.State.COMPLETE) {
            return target.observed().instances();
        }
        return restarts(target, record.spec(), paused ? List.of() : writes);
    }

    private static int restarts(Target target, WorkloadSpec spec, List<NativeWrite> writes) {
        int instances = target.observed().instances();
        if (writes.stream().anyMatch(NativeWrite::replaces)) {
            return instances;
        }
        return spec.mode() instanceof dev.berth.scheduler.spec.Replicated replicated
                ? Math.max(0, instances - replicated.replicas())
                : 0;
    }
}
