package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.text.SafeText;
import dev.berth.scheduler.core.controller.ControllerListener.Standing;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth controller run}: a controller of one backend in the foreground, as a service manager wants it. */
final class ControllerRunCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.help(
                spec,
                "Runs a controller of one backend in the foreground until Ctrl-C or SIGTERM. Any number may run: one acts,"
                        + " the others wait to take over. How it stands is told on stderr, each time that turns.",
                "berth controller run",
                "berth controller run --backend prod --config /etc/berth/berth.conf");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        String name = invocation.backend();
        try {
            invocation.berth().control(name, (standing, why) -> tell(invocation, name, standing, why));
        } catch (InterruptedException e) {
            // That is how it is meant to end; the lease is given back.
            invocation.error().line("berth: the controller of " + name + " has ended");
        }
        return ExitCode.OK;
    }

    private static void tell(Invocation invocation, String name, Standing standing, String why) {
        String words = switch (standing) {
            case ACTING -> "the controller of " + name + " acts";
            case WAITING -> "another controller of " + name + " acts; this one waits to take over";
            case FAILING -> "the controller of " + name + " can't act, which is tried again: " + SafeText.line(why);
        };
        invocation.error().line("berth: " + words);
    }
}
