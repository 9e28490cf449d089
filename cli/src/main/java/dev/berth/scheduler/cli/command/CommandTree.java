package dev.berth.scheduler.cli.command;

import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command line's grammar: all of it for help and completion, one branch to run a command. */
final class CommandTree {
    static final String VERSION = "--version";
    private static final int HELP_WIDTH = 100;

    private static final Set<String> TAKE_A_VALUE =
            Set.of("-o", Options.OUTPUT, Options.BACKEND, Options.CONFIG, Options.TIMEOUT);

    private CommandTree() {}

    /** The grammar these arguments need. */
    static CommandLine forArguments(String... arguments) {
        Optional<String> name = commandName(arguments);
        Optional<Command> command = name.flatMap(Commands::named);
        if (command.isEmpty()) {
            return whole();
        }
        CommandSpec root = root();
        add(root, name.get(), command.get());
        return line(root);
    }

    static CommandLine whole() {
        CommandSpec root = root();
        for (String name : Commands.NAMES) {
            Commands.named(name).ifPresent(command -> add(root, name, command));
        }
        return line(root);
    }

    private static CommandLine line(CommandSpec root) {
        return new CommandLine(root).setExpandAtFiles(false).setUsageHelpWidth(HELP_WIDTH);
    }

    private static CommandSpec root() {
        CommandSpec root = CommandSpec.create().name("berth");
        Options.global(root);
        root.addOption(OptionSpec.builder("-V", VERSION)
                .type(boolean.class)
                .description("Shows the version.")
                .build());
        root.usageMessage()
                .synopsisSubcommandLabel("COMMAND")
                .description("Says what to run and where it may run, and it runs.")
                .commandListHeading("%nCommands:%n")
                .footer(
                        "%nExamples:",
                        "  berth apply -f examples/hello/hello.yaml --wait", "  berth list", "  berth help exit-codes");
        return root;
    }

    private static void add(CommandSpec parent, String name, Command command) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
        command.declare(spec);
        Options.global(spec);
        command.subcommands().forEach((subname, subcommand) -> add(spec, subname, subcommand));
        parent.addSubcommand(name, spec);
    }

    /** The first word that is neither an option nor an option's value. */
    private static Optional<String> commandName(String... arguments) {
        for (int index = 0; index < arguments.length; index++) {
            if (!arguments[index].startsWith("-")) {
                return Optional.of(arguments[index]);
            }
            if (TAKE_A_VALUE.contains(arguments[index])) {
                index++;
            }
        }
        return Optional.empty();
    }
}
