package dev.berth.scheduler.local.probe;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a command; blocks no thread while it runs. */
final class CommandAttempt implements Attempt {
    private final CommandRunner runner;
    private final List<String> command;
    private Optional<CommandRunner.RunningCommand> running = Optional.empty();
    private boolean cancelled;

    CommandAttempt(CommandRunner runner, List<String> command) {
        this.runner = runner;
        this.command = command;
    }

    @Override
    public void run(Consumer<Outcome> answer) {
        try {
            start().ifPresent(started ->
                    started.exitCode().whenComplete((code, failure) -> answer.accept(outcome(code, failure))));
        } catch (IOException e) {
            answer.accept(Outcome.failed("the command can't be started: " + e.getMessage()));
        }
    }

    @Override
    public synchronized void cancel() {
        cancelled = true;
        running.ifPresent(CommandRunner.RunningCommand::kill);
    }

    /** Under the lock, so that a cancellation comes either before the start or finds what to kill. */
    private synchronized Optional<CommandRunner.RunningCommand> start() throws IOException {
        if (!cancelled) {
            running = Optional.of(runner.start(command));
        }
        return running;
    }

    private static Outcome outcome(@Nullable Integer code, @Nullable Throwable failure) {
        if (code == null) {
            return Outcome.failed("the command's end is unknown: " + failure);
        }
        return code == 0 ? Outcome.PASSED : Outcome.failed("exit code " + code);
    }
}
