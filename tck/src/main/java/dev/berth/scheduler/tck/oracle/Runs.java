package dev.berth.scheduler.tck.oracle;

import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Phase;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.status.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** That runs do what was asked for, and end once (rules BAT-1 to BAT-4 and CRN-1). */
final class Runs {
    private static final int SECONDS_PER_MINUTE = 60;

    private final Ledger ledger;
    private final Ends ends;
    private final Map<RunId, Run> last = new HashMap<>();

    Runs(Ledger ledger, Ends ends) {
        this.ledger = ledger;
        this.ends = ends;
    }

    List<String> seen(Run run) {
        List<String> wrong = new ArrayList<>();
        Optional<Mode> mode = ledger.spec(run.id().workload(), run.revision()).map(WorkloadSpec::mode);
        mode.flatMap(Runs::shape).ifPresent(shape -> bounds(run, shape, wrong));
        ticks(run, mode.filter(Cron.class::isInstance).map(Cron.class::cast), wrong);
        Optional.ofNullable(last.put(run.id(), run)).ifPresent(before -> onwards(before, run, wrong));
        for (Run.Attempt attempt : run.attempts()) {
            wrong.addAll(ends.wrong(attempt.instance(), run.revision(), attempt.termination()));
        }
        return wrong;
    }

    private static Optional<Batch> shape(Mode mode) {
        return switch (mode.kind()) {
            case BATCH -> Optional.of((Batch) mode);
            case CRON -> Optional.of(((Cron) mode).batch());
            case REPLICATED, GLOBAL, GLOBAL_BATCH -> Optional.empty();
        };
    }

    private static void bounds(Run run, Batch shape, List<String> wrong) {
        int most = Math.min(shape.parallelism(), shape.completions());
        if (run.active() > most) {
            wrong.add("BAT-2: " + run.id() + " has " + run.active() + " at work, more than " + most);
        }
        if (run.succeeded() > shape.completions()) {
            wrong.add("BAT-2: of " + run.id() + " " + run.succeeded() + " succeeded, more than " + shape.completions());
        }
        if (run.failed() > shape.retries() + most) {
            wrong.add("BAT-2: of " + run.id() + " " + run.failed() + " failed, and only " + shape.retries()
                    + " are tried again");
        }
        if (run.state() == Run.State.COMPLETED && run.succeeded() != shape.completions()) {
            wrong.add("BAT-4: " + run.id() + " is called COMPLETED with " + run.succeeded() + " of "
                    + shape.completions());
        }
        boolean tried = run.attempts().stream()
                .allMatch(attempt -> attempt.termination().kind() != Termination.Kind.NOT_STARTED);
        if (run.state() == Run.State.FAILED && tried && run.failed() <= shape.retries()) {
            wrong.add("BAT-4: " + run.id() + " is called FAILED after " + run.failed() + " failures, and "
                    + shape.retries() + " are tried again");
        }
        invented(run, wrong);
    }

    /** Where all attempts are listed, as many ended with 0 as succeeded. */
    private static void invented(Run run, List<String> wrong) {
        long well = run.attempts().stream()
                .filter(attempt -> attempt.termination().exitCode() == 0)
                .count();
        if (run.attempts().size() >= run.succeeded() + run.failed() && run.succeeded() > well) {
            wrong.add("BAT-1: of " + run.id() + " " + run.succeeded() + " succeeded, and " + well + " ended with 0");
        }
    }

    private static void ticks(Run run, Optional<Cron> cron, List<String> wrong) {
        boolean idle = run.state() == Run.State.MISSED || run.state() == Run.State.SKIPPED;
        if (idle && (run.active() > 0 || !run.attempts().isEmpty())) {
            wrong.add("CRN-1: " + run.id() + " is " + run.state() + " and did something");
        }
        if (cron.isEmpty()) {
            return;
        }
        if (run.state() == Run.State.SKIPPED && cron.get().overlap() != Cron.Overlap.FORBID) {
            wrong.add("CRN-1: " + run.id() + " was skipped, and overlaps are "
                    + cron.get().overlap());
        }
        Optional<Instant> tick = run.scheduledAt();
        if (tick.isEmpty() || tick.get().getEpochSecond() % SECONDS_PER_MINUTE != 0) {
            wrong.add("CRN-1: " + run.id() + " has no tick of a whole minute but " + tick);
        }
        if (tick.isPresent() && run.startedAt().filter(tick.get()::isAfter).isPresent()) {
            wrong.add(
                    "CRN-1: " + run.id() + " was started at " + run.startedAt().get() + ", before its tick");
        }
    }

    private static void onwards(Run before, Run now, List<String> wrong) {
        if (before.state().isOver()
                && (before.state() != now.state() || !before.attempts().equals(now.attempts()))) {
            wrong.add("BAT-2: " + now.id() + " was over as " + before.state() + " after "
                    + before.attempts().size() + " attempts and is " + now.state() + " after "
                    + now.attempts().size());
        }
        if (now.succeeded() < before.succeeded() || now.failed() < before.failed()) {
            wrong.add("BAT-2: " + now.id() + " went back from " + before.succeeded() + " succeeded and "
                    + before.failed() + " failed to " + now.succeeded() + " and " + now.failed());
        }
    }

    List<String> wrong(Picture picture) {
        List<String> wrong = new ArrayList<>();
        for (Workload workload : picture.workloads().values()) {
            List<Run> runs = picture.runs().getOrDefault(workload.id(), List.of());
            runs.forEach(run -> crowded(picture, run, wrong));
            if (workload.mode() == Mode.Kind.BATCH) {
                phase(workload, runs, wrong);
            }
            sameTick(runs, wrong);
            overlapping(workload, runs, wrong);
        }
        return wrong;
    }

    private void crowded(Picture picture, Run run, List<String> wrong) {
        long atWork = picture.instances(run.id().workload()).stream()
                .filter(one -> one.run().equals(Optional.of(run.id().name())))
                .filter(one -> switch (one.state()) {
                    case STARTING, RUNNING -> true;
                    case PENDING, STOPPING, COMPLETED, FAILED, LOST, UNKNOWN -> false;
                })
                .count();
        Optional<Batch> shape = ledger.spec(run.id().workload(), run.revision())
                .map(WorkloadSpec::mode)
                .flatMap(Runs::shape);
        if (shape.filter(batch -> atWork > batch.parallelism()).isPresent()) {
            wrong.add("BAT-2: " + atWork + " instances of " + run.id() + " are at work at a time, and "
                    + shape.get().parallelism() + " may be");
        }
    }

    private static void phase(Workload workload, List<Run> runs, List<String> wrong) {
        Phase phase = workload.status().phase();
        runs.stream()
                .filter(run -> run.revision() == workload.revision())
                .filter(run -> workload.status().observed().equals(workload.version()))
                .filter(run -> phase != Phase.REMOVING && !fits(phase, run.state()))
                .forEach(run -> wrong.add("BAT-4: " + workload.id() + " is " + phase + " and its run " + run.state()));
    }

    private static boolean fits(Phase phase, Run.State state) {
        return switch (state) {
            case COMPLETED -> phase == Phase.COMPLETED;
            case FAILED -> phase == Phase.FAILED;
            case CANCELLED -> phase == Phase.CANCELLED;
            case PENDING, RUNNING, MISSED, SKIPPED, UNKNOWN ->
                phase != Phase.COMPLETED && phase != Phase.FAILED && phase != Phase.CANCELLED;
        };
    }

    private static void sameTick(List<Run> runs, List<String> wrong) {
        Set<Instant> ticks = new HashSet<>();
        for (Run run : runs) {
            if (run.scheduledAt().filter(tick -> !ticks.add(tick)).isPresent()) {
                wrong.add("CRN-1: the tick of " + run.id() + " was fired twice");
            }
        }
    }

    private void overlapping(Workload workload, List<Run> runs, List<String> wrong) {
        boolean forbidden = ledger.latest(workload.id())
                .map(Ledger.Asked::spec)
                .map(WorkloadSpec::mode)
                .filter(mode -> mode instanceof Cron cron && cron.overlap() == Cron.Overlap.FORBID)
                .isPresent();
        long going = runs.stream().filter(run -> !run.state().isOver()).count();
        if (forbidden && going > 1) {
            wrong.add("CRN-1: " + going + " runs of " + workload.id() + " go on at a time, which is forbidden");
        }
    }
}
