package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.tck.rule.Rule;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Backends that run batches and ticks wrongly. */
final class BrokenRuns {
    static final List<Mutant> ALL = List.of(
            Falsified.runs(
                    Rule.BAT_1,
                    "exit code 0 is invented for an end without a code",
                    run -> Optional.of(ending(run, BrokenRuns::invented))),
            Falsified.runs(
                    Rule.BAT_1, "an end that nobody can know has succeeded", run -> Optional.of(succeeding(run))),
            Falsified.runs(
                    Rule.BAT_1,
                    "of an exit code the last seven bits are told",
                    run -> Optional.of(ending(run, BrokenRuns::shortened))),
            batches(Rule.BAT_2, "one more runs at a time", BrokenRuns::crowded),
            batches(Rule.BAT_2, "what failed is tried again once more", BrokenRuns::stubborn),
            batches(Rule.BAT_2, "an attempt has no deadline", BrokenRuns::endless),
            Falsified.runs(
                    Rule.BAT_3,
                    "a run is forgotten once it is over",
                    run -> Optional.of(run).filter(one -> !one.state().isOver())),
            Falsified.runs(
                    Rule.BAT_4,
                    "what was cancelled is called failed",
                    run -> Optional.of(
                            run.state() == Run.State.CANCELLED ? copy(run, Run.State.FAILED, run.attempts()) : run)),
            crons(Rule.CRN_1, "a run overlaps where that is forbidden", BrokenRuns::overlapping),
            crons(Rule.CRN_1, "every schedule is in UTC", BrokenRuns::universal),
            crons(Rule.CRN_1, "a tick is fired however late it is", BrokenRuns::late),
            Falsified.lines(
                    Rule.RUN_1,
                    "the last line before the end is lost",
                    line -> Optional.of(line).filter(one -> !one.text().equals("out 20"))));

    private BrokenRuns() {}

    private static Mutant batches(Rule rule, String lie, UnaryOperator<Batch> change) {
        return modes(rule, lie, mode -> mode instanceof Batch batch ? change.apply(batch) : mode);
    }

    private static Mutant crons(Rule rule, String lie, UnaryOperator<Cron> change) {
        return modes(rule, lie, mode -> mode instanceof Cron cron ? change.apply(cron) : mode);
    }

    private static Mutant modes(Rule rule, String lie, UnaryOperator<Mode> change) {
        return Mutant.edits(
                rule,
                lie,
                edit -> edit instanceof Edit.Apply apply
                        ? Edit.apply(apply.spec().toBuilder()
                                .mode(change.apply(apply.spec().mode()))
                                .build())
                        : edit);
    }

    private static Batch crowded(Batch batch) {
        return batch.toBuilder()
                .parallelism(Math.min(batch.completions(), batch.parallelism() + 1))
                .build();
    }

    private static Batch stubborn(Batch batch) {
        return batch.toBuilder().retries(batch.retries() + 1).build();
    }

    private static Batch endless(Batch batch) {
        return Batch.builder()
                .completions(batch.completions())
                .parallelism(batch.parallelism())
                .retries(batch.retries())
                .build();
    }

    private static Cron overlapping(Cron cron) {
        return cron.toBuilder().overlap(Cron.Overlap.ALLOW).build();
    }

    private static Cron universal(Cron cron) {
        return cron.toBuilder().zone(ZoneOffset.UTC).build();
    }

    private static Cron late(Cron cron) {
        return Cron.builder(cron.schedule())
                .zone(cron.zone())
                .batch(cron.batch())
                .overlap(cron.overlap())
                .keptRuns(cron.keptRuns())
                .build();
    }

    private static Termination invented(Termination end) {
        return end.kind() == Termination.Kind.EXITED ? end : Termination.exited(0, end.at());
    }

    private static Run succeeding(Run run) {
        long unknown = run.attempts().stream()
                .filter(one -> one.termination().kind() == Termination.Kind.UNKNOWN)
                .count();
        Run.State state = unknown > 0 && run.state() == Run.State.FAILED ? Run.State.COMPLETED : run.state();
        return copy(run, state, run.attempts(), (int) unknown);
    }

    private static Termination shortened(Termination end) {
        return end.kind() == Termination.Kind.EXITED ? Termination.exited(end.exitCode() & 127, end.at()) : end;
    }

    private static Run ending(Run run, UnaryOperator<Termination> change) {
        return copy(
                run,
                run.state(),
                run.attempts().stream()
                        .map(one -> new Run.Attempt(one.instance(), change.apply(one.termination())))
                        .toList());
    }

    private static Run copy(Run run, Run.State state, List<Run.Attempt> attempts) {
        return copy(run, state, attempts, 0);
    }

    private static Run copy(Run run, Run.State state, List<Run.Attempt> attempts, int turned) {
        Run.Builder copy = Run.builder(run.id(), run.revision(), state)
                .succeeded(run.succeeded() + turned)
                .failed(run.failed() - turned)
                .active(run.active())
                .attempts(attempts)
                .reason(run.reason(), run.message());
        run.scheduledAt().ifPresent(copy::scheduledAt);
        run.startedAt().ifPresent(copy::startedAt);
        run.endedAt().ifPresent(copy::endedAt);
        return copy.build();
    }
}
