package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.console.Output;
import dev.berth.scheduler.cli.console.OutputFailedException;
import dev.berth.scheduler.cli.render.Aftermath;
import dev.berth.scheduler.cli.render.ErrorText;
import dev.berth.scheduler.cli.text.SafeText;
import dev.berth.scheduler.error.SchedulerException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The {@code berth} command: arguments in, an exit code out. Whatever goes wrong is said once, on stderr. */
public final class Application {
    private final Surroundings surroundings;
    private Optional<Command> command = Optional.empty();
    private OptionalInt handedThrough = OptionalInt.empty();

    public Application(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs one command, and answers the number to end with: where it ran something, that thing's own. */
    public int number(String... arguments) {
        ExitCode code = run(arguments);
        return handedThrough.orElse(code.number());
    }

    /** Runs one command on the calling thread, which may be interrupted. */
    public ExitCode run(String... arguments) {
        ExitCode code = attempt(arguments);
        return command.map(called -> called.ending(code)).orElse(code);
    }

    private ExitCode attempt(String... arguments) {
        try {
            return answer(arguments);
        } catch (OutputFailedException e) {
            return outputFailed(e);
        } catch (RuntimeException | LinkageError e) {
            return unexpected(e);
        }
    }

    private ExitCode answer(String... arguments) {
        CommandLine line = CommandTree.forArguments(arguments);
        try {
            return parsed(line.parseArgs(CommandTree.operands(line, arguments)));
        } catch (ParameterException e) {
            called(e.getCommandLine());
            return misused(
                    UsageText.message(e), e.getCommandLine().getCommandSpec().qualifiedName());
        } catch (SchedulerException e) {
            return failed(e, Aftermath.NOT_CONCERNED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            error().line("berth: interrupted");
            return ExitCode.CANCELLED;
        }
    }

    private ExitCode parsed(ParseResult root) throws InterruptedException {
        List<ParseResult> path = path(root);
        ParseResult leaf = path.get(path.size() - 1);
        CommandLine called = leaf.commandSpec().commandLine();
        if (leaf.isUsageHelpRequested() || root.isUsageHelpRequested()) {
            return help(called);
        }
        if (root.matchedOption(CommandTree.VERSION) != null) {
            return run(new VersionCommand(), called, path);
        }
        Object command = leaf.commandSpec().userObject();
        return command instanceof Command known ? run(known, called, path) : help(CommandTree.whole());
    }

    private void called(CommandLine line) {
        if (line.getCommandSpec().userObject() instanceof Command known) {
            command = Optional.of(known);
        }
    }

    private ExitCode run(Command command, CommandLine called, List<ParseResult> path) throws InterruptedException {
        this.command = Optional.of(command);
        try (Invocation invocation = new Invocation(path, surroundings)) {
            ExitCode code = run(command, invocation);
            handedThrough = invocation.handedThrough();
            return code;
        } catch (UsageException e) {
            return misused(
                    String.valueOf(e.getMessage()), called.getCommandSpec().qualifiedName());
        }
    }

    private ExitCode run(Command command, Invocation invocation) throws InterruptedException {
        try {
            return command.run(invocation);
        } catch (SchedulerException e) {
            return failed(e, aftermath(command, invocation, e));
        }
    }

    private static Aftermath aftermath(Command command, Invocation invocation, SchedulerException failure) {
        if (!command.changes(invocation)) {
            return Aftermath.NOT_CONCERNED;
        }
        if (invocation.hasAccepted()) {
            return Aftermath.ACCEPTED;
        }
        return switch (failure.effect()) {
            case NONE -> Aftermath.NOTHING_CHANGED;
            case UNKNOWN -> Aftermath.UNKNOWN;
        };
    }

    private ExitCode failed(SchedulerException failure, Aftermath aftermath) {
        error().lines(ErrorText.lines(failure, aftermath));
        return ExitCode.of(failure.code());
    }

    private ExitCode help(CommandLine line) {
        surroundings.console().out().text(line.getUsageMessage(Ansi.OFF));
        return ExitCode.OK;
    }

    private ExitCode misused(String message, String command) {
        error().line("berth: " + SafeText.line(message));
        error().line("Try '" + command + " --help'.");
        return ExitCode.USAGE;
    }

    /** Nobody foresaw it: the stack is what whoever mends it needs. */
    private ExitCode unexpected(Throwable failure) {
        StringWriter stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack));
        try {
            error().line("berth: this is a bug in Berth, please report it: " + SafeText.block(stack.toString()));
        } catch (OutputFailedException e) {
            failure.addSuppressed(e);
        }
        return ExitCode.UNEXPECTED;
    }

    private ExitCode outputFailed(OutputFailedException failure) {
        if (failure.isClosedByReader()) {
            return ExitCode.OUTPUT_CLOSED;
        }
        try {
            error().line("berth: " + failure.getMessage());
        } catch (OutputFailedException e) {
            // Neither stream can be written: the exit code is all that is left to say it with.
            return ExitCode.UNEXPECTED;
        }
        return ExitCode.UNEXPECTED;
    }

    private Output error() {
        return surroundings.console().error();
    }

    private static List<ParseResult> path(ParseResult root) {
        List<ParseResult> path = new ArrayList<>();
        ParseResult current = root;
        path.add(current);
        while (current.hasSubcommand()) {
            current = current.subcommand();
            path.add(current);
        }
        return path;
    }
}
