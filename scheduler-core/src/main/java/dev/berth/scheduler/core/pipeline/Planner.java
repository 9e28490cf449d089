package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.core.record.RecordFormat;
import dev.berth.scheduler.core.record.RecordSummary;
import dev.berth.scheduler.core.record.WorkloadRecord;
import dev.berth.scheduler.plan.Change.Action;
import dev.berth.scheduler.plan.Change.Cause;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.status.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From edits to a plan: reads, never writes. */
final class Planner {
    private final Backend backend;
    private final Translator translator;
    private final BackendContext context;
    private final Targets targets;

    Planner(Backend backend, Translator translator, BackendContext context) {
        this.backend = backend;
        this.translator = translator;
        this.context = context;
        this.targets = new Targets(backend);
    }

    List<ChangeData> plan(List<? extends Edit> edits, PlanOptions options, Call call) {
        Preflight preflight = new Preflight(translator, backend.describe(call), options);
        return changes(targets.withPruned(edits, options, call), preflight, options, call);
    }

    /** Plans one of many edits again. What it stands among is not known here, so nothing is pruned. */
    List<ChangeData> planAgain(Edit edit, PlanOptions options, Call call) {
        Preflight preflight = new Preflight(translator, backend.describe(call), options);
        return changes(List.of(edit), preflight, options, call);
    }

    private List<ChangeData> changes(List<? extends Edit> edits, Preflight preflight, PlanOptions options, Call call) {
        List<Target> all = targets.of(edits, options, call);
        preflight.check(all);
        return all.stream()
                .map(target -> target.wanted()
                        .map(wanted -> change(target, wanted, preflight, options, call))
                        .orElseGet(() -> removal(target, call)))
                .toList();
    }

    private ChangeData change(Target target, WantedSpec wanted, Preflight preflight, PlanOptions options, Call call) {
        boolean sameSpec = target.living()
                .filter(summary -> summary.digest().equals(wanted.digest()) && !target.restarts())
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
                NativeDiff.between(target.observed().objects(), rendering),
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
            return render(spec, current.version(), current.revision(), List.of());
        }
        return record(target, call).map(WorkloadRecord::rendering).orElse(List.of());
    }

    private ChangeData refreshed(
            Target target, RecordSummary current, WantedSpec wanted, Preflight preflight, Call call) {
        WorkloadSpec spec = wanted.spec();
        Version version = next(target);
        List<NativeObject> rendering = render(spec, version, current.revision(), List.of());
        List<NativeWrite> writes = translator.diff(rendering, target.observed());
        boolean onlyStamps = current.rendererVersion().equals(translator.rendererVersion());
        if (onlyStamps) {
            return ChangeData.unchanged(target, rendering, preflight.caveats(spec));
        }
        return accepted(
                target,
                Set.of(Cause.RENDERING),
                List.of(),
                writes,
                preflight,
                record(
                        wanted,
                        version,
                        current.revision(),
                        rendering,
                        translator.rendererVersion(),
                        record(target, call).map(WorkloadRecord::revisionCreatedAt)));
    }

    private ChangeData update(Target target, WantedSpec wanted, Preflight preflight, Call call) {
        WorkloadSpec spec = wanted.spec();
        Optional<WorkloadRecord> before = target.living().isPresent() ? record(target, call) : Optional.empty();
        boolean sameTemplate = !target.restarts()
                && before.map(record -> record.templateDigest().equals(wanted.templateDigest()))
                        .orElse(false);
        long revision =
                before.map(record -> record.revision() + (sameTemplate ? 0 : 1)).orElse(1L);
        List<NativeObject> stored =
                sameTemplate ? before.map(WorkloadRecord::rendering).orElse(List.of()) : List.of();
        Version version = next(target);
        List<NativeObject> rendering = render(spec, version, revision, stored);
        // What instances are made from stays that renderer's, and has to be taken from this record the next time.
        String renderer = before.filter(record -> !stored.isEmpty())
                .map(WorkloadRecord::rendererVersion)
                .orElseGet(translator::rendererVersion);
        return accepted(
                target,
                Causes.of(target, before, spec, sameTemplate),
                SpecDiff.between(before.map(WorkloadRecord::spec), Optional.of(spec)),
                translator.diff(rendering, target.observed()),
                preflight,
                record(
                        wanted,
                        version,
                        revision,
                        rendering,
                        renderer,
                        before.filter(record -> sameTemplate).map(WorkloadRecord::revisionCreatedAt)));
    }

    private ChangeData accepted(
            Target target,
            Set<Cause> causes,
            List<dev.berth.scheduler.plan.FieldDiff> diff,
            List<NativeWrite> writes,
            Preflight preflight,
            WorkloadRecord record) {
        return new ChangeData(
                target.edit(),
                target.living().isPresent() ? Action.UPDATE : Action.CREATE,
                causes,
                diff,
                writes,
                record.rendering(),
                restarts(target, record.spec(), writes),
                preflight.caveats(record.spec()),
                Optional.of(record.version()),
                record.revision(),
                Optional.of(RecordFormat.write(record)),
                target.current());
    }

    private ChangeData removal(Target target, Call call) {
        List<NativeWrite> writes = translator.diff(List.of(), target.observed());
        Optional<WorkloadRecord> living = target.living().isPresent() ? record(target, call) : Optional.empty();
        if (writes.isEmpty() && living.isEmpty()) {
            return ChangeData.unchanged(target, List.of(), List.of());
        }
        return new ChangeData(
                target.edit(),
                Action.REMOVE,
                Set.of(living.isPresent() ? Cause.SPEC : Cause.UNFINISHED),
                SpecDiff.between(living.map(WorkloadRecord::spec), Optional.empty()),
                writes,
                List.of(),
                target.observed().instances(),
                List.of(),
                living.map(record -> next(target)).or(() -> target.current().map(RecordSummary::version)),
                living.map(WorkloadRecord::revision).orElse(0L),
                living.map(record -> RecordFormat.write(tombstone(record, next(target)))),
                target.current());
    }

    private WorkloadRecord tombstone(WorkloadRecord last, Version version) {
        return new WorkloadRecord(
                WorkloadRecord.Kind.TOMBSTONE,
                version,
                last.revision(),
                last.spec(),
                last.digest(),
                last.templateDigest(),
                last.rendererVersion(),
                List.of(),
                context.clock().instant(),
                last.revisionCreatedAt());
    }

    /** {@code since} is when the revision began; empty when it does now. */
    private WorkloadRecord record(
            WantedSpec wanted,
            Version version,
            long revision,
            List<NativeObject> rendering,
            String renderer,
            Optional<Instant> since) {
        Instant now = context.clock().instant();
        return new WorkloadRecord(
                WorkloadRecord.Kind.SPEC,
                version,
                revision,
                wanted.spec(),
                wanted.digest(),
                wanted.templateDigest(),
                renderer,
                rendering,
                now,
                since.orElse(now));
    }

    private List<NativeObject> render(WorkloadSpec spec, Version version, long revision, List<NativeObject> stored) {
        return translator.render(RenderInput.of(spec, version, revision, stored, context.owner()));
    }

    private Optional<WorkloadRecord> record(Target target, Call call) {
        return target.record().isPresent() ? target.record() : targets.newest(target.id(), call);
    }

    private static Version next(Target target) {
        long generation =
                target.current().map(summary -> summary.version().generation()).orElse(0L) + 1;
        return new Version(
                target.living().map(summary -> summary.version().incarnation()).orElseGet(Incarnation::create),
                generation);
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
