package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.render.LogText;
import dev.berth.scheduler.cli.render.RunTable;
import dev.berth.scheduler.cli.text.SafeText;
import dev.berth.scheduler.core.OneOff;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.Run;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth run}: runs a batch once and leaves nothing behind (rule RUN-1). */
final class RunCommand implements Command {
    private static final Duration USUAL = Duration.ofMinutes(5);

    @Override
    public void declare(CommandSpec spec) {
        Options.files(spec);
        Options.help(
                spec,
                "Runs a batch once, under a name of its own: prints what it writes, ends with its exit"
                        + " code, or with 125 where Berth itself fails, and removes it whatever comes of it. --timeout is"
                        + " how long it may take (5m).",
                "berth run -f import.yaml",
                "berth run -f import.yaml --timeout 1h -o json");
    }

    @Override
    public boolean changes(Invocation invocation) {
        return true;
    }

    /** Its own failures have one number, so that the others can be those of what was run. */
    @Override
    public ExitCode ending(ExitCode code) {
        return switch (code) {
            case OK, CANCELLED, TERMINATED, OUTPUT_CLOSED -> code;
            case UNEXPECTED,
                    USAGE,
                    INVALID,
                    UNSUPPORTED,
                    INFEASIBLE,
                    NOT_FOUND,
                    CONFLICT,
                    UNAUTHORIZED,
                    UNAVAILABLE,
                    TIMEOUT,
                    FAILED,
                    NOT_RUN -> ExitCode.NOT_RUN;
        };
    }

    @Override
    public ExitCode run(Invocation invocation) throws InterruptedException {
        if (invocation.texts(Options.FILE).isEmpty()) {
            throw new UsageException("say what to run with -f FILE, or -f - for stdin");
        }
        LocatedSpecs specs = invocation.specs().orThrow();
        List<WorkloadSpec> batches = specs.plain();
        if (batches.size() != 1) {
            throw new UsageException("berth run is about one batch; the files hold " + batches.size() + " workloads");
        }
        Duration limit = invocation.timeout().orElse(USUAL);
        Run run = ended(invocation, batches.get(0), limit);
        if (!invocation.format().isForPeople()) {
            invocation.printNext(RunTable.document(run));
        }
        if (run.state() != Run.State.COMPLETED) {
            String message = run.message().isEmpty() ? "" : ": " + SafeText.line(run.message());
            String reason = run.reason().isEmpty() ? "" : " " + SafeText.line(run.reason());
            invocation.error().line("berth: the run is " + run.state() + reason + message);
        }
        OptionalInt code = ProcessExit.of(run);
        code.ifPresent(invocation::handThrough);
        return code.isPresent() ? ExitCode.OK : ExitCode.NOT_RUN;
    }

    private static Run ended(Invocation invocation, WorkloadSpec batch, Duration limit) throws InterruptedException {
        try {
            return OneOff.run(invocation.scheduler(), batch, limit, line -> print(invocation, line));
        } catch (SchedulerException e) {
            for (Throwable left : e.getSuppressed()) {
                invocation.error().line("berth: " + SafeText.line(String.valueOf(left.getMessage())));
            }
            throw e;
        }
    }

    /** For people as the process wrote it; for machines each line as a document. */
    private static void print(Invocation invocation, LogLine line) {
        if (!invocation.format().isForPeople()) {
            invocation.printNext(LogText.document(line));
        } else if (line.stream() == LogLine.Stream.STDERR) {
            invocation.error().line(LogText.text(line, invocation.error().isTerminal()));
        } else {
            invocation.out().line(LogText.text(line, invocation.out().isTerminal()));
        }
    }
}
