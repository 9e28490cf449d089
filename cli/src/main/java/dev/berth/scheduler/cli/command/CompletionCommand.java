package dev.berth.scheduler.cli.command;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth completion}: what a shell needs to complete commands and options. */
final class CompletionCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.parameter(spec, "SHELL", "1", "bash, zsh or fish.");
        Options.help(
                spec,
                "Prints a script that lets a shell complete commands and options.",
                "source <(berth completion bash)",
                "berth completion fish > ~/.config/fish/completions/berth.fish");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        String shell = invocation.parameters().get(0);
        invocation
                .out()
                .text(
                        switch (shell.toLowerCase(Locale.ROOT)) {
                            case "bash", "zsh" -> AutoComplete.bash("berth", CommandTree.whole());
                            case "fish" ->
                                FishCompletion.script(CommandTree.whole().getCommandSpec());
                            default -> throw new UsageException("shell (=" + shell + ") must be bash, zsh or fish");
                        });
        return ExitCode.OK;
    }
}
