package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.plan.Edit;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth rollout}: holds rollouts, lets them go on, undoes them. */
final class RolloutCommand implements Command {
    @Override
    public void declare(CommandSpec spec) {
        Options.help(
                spec,
                "Holds the rollouts of workloads, lets them go on, or undoes them.",
                "berth rollout pause web",
                "berth rollout abort web --wait");
    }

    @Override
    public Map<String, Command> subcommands() {
        Map<String, Command> subcommands = new LinkedHashMap<>();
        subcommands.put(
                "pause",
                new RolloutVerbCommand(
                        "Holds rollouts where they are: no instance is replaced until they are resumed. What ends is"
                                + " started again, and what is applied meanwhile waits.",
                        "berth rollout pause web",
                        Edit::pause));
        subcommands.put(
                "resume",
                new RolloutVerbCommand(
                        "Lets paused rollouts go on, those too that were paused because they failed.",
                        "berth rollout resume web --wait",
                        Edit::resume));
        subcommands.put(
                "abort",
                new RolloutVerbCommand(
                        "Goes back to the last revision that was complete, keeping its instances.",
                        "berth rollout abort web --wait",
                        Edit::abort));
        return subcommands;
    }

    @Override
    public ExitCode run(Invocation invocation) {
        throw new UsageException("say what to do with the rollout: pause, resume or abort");
    }
}
