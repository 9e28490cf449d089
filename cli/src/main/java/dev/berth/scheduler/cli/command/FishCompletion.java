package dev.berth.scheduler.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion script for fish: commands, and the options of each. */
final class FishCompletion {
    private FishCompletion() {}

    static String script(CommandSpec root) {
        StringBuilder script = new StringBuilder();
        for (CommandLine command : root.subcommands().values()) {
            CommandSpec spec = command.getCommandSpec();
            script.append("complete -c berth -n __fish_use_subcommand -f -a ")
                    .append(spec.name())
                    .append(" -d ")
                    .append(quoted(first(spec.usageMessage().description())))
                    .append('\n');
        }
        for (CommandLine command : root.subcommands().values()) {
            CommandSpec spec = command.getCommandSpec();
            for (OptionSpec option : spec.options()) {
                option(script, spec.name(), option);
            }
        }
        return script.toString();
    }

    private static void option(StringBuilder script, String command, OptionSpec option) {
        script.append("complete -c berth -n '__fish_seen_subcommand_from ")
                .append(command)
                .append('\'');
        for (String name : option.names()) {
            script.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
        }
        if (option.arity().min() > 0) {
            script.append(" -r");
        }
        script.append(" -d ").append(quoted(first(option.description()))).append('\n');
    }

    private static String first(String... lines) {
        return lines.length == 0 ? "" : lines[0];
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
