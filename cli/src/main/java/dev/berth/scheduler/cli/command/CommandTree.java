package dev.berth.scheduler.cli.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command line's grammar: all of it for help and completion, one branch to run a command. */
final class CommandTree {
    private static final String NAME = "berth";
    static final String VERSION = "--version";
    private static final int HELP_WIDTH = 100;

    /** The library's own one looks for Groovy in every archive of the class path first. */
    private static final IFactory LISTS = new IFactory() {
        @Override
        public <K> K create(Class<K> type) {
            if (type == List.class) {
                return type.cast(new ArrayList<String>());
            }
            throw new IllegalStateException("options are declared by hand, and none of them is a " + type);
        }
    };

    private CommandTree() {}

    /**
     * The grammar these arguments need. Where they begin with a command's name that is the command alone, which takes
     * half as long to put together; the name is then to be left out, see {@link #operands}.
     */
    static CommandLine forArguments(String... arguments) {
        if (arguments.length > 0) {
            Optional<Command> command = Commands.named(arguments[0]);
            if (command.isPresent()) {
                return line(spec("berth " + arguments[0], command.get()));
            }
        }
        return whole();
    }

    /** The arguments for {@link #forArguments}' grammar. */
    static String[] operands(CommandLine line, String... arguments) {
        boolean isWhole = line.getCommandName().equals(NAME);
        return isWhole ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
    }

    static CommandLine whole() {
        CommandSpec root = root();
        for (String name : Commands.NAMES) {
            Commands.named(name).ifPresent(command -> add(root, name, command));
        }
        return line(root);
    }

    private static CommandLine line(CommandSpec root) {
        return new CommandLine(root, LISTS).setExpandAtFiles(false).setUsageHelpWidth(HELP_WIDTH);
    }

    private static CommandSpec root() {
        CommandSpec root = CommandSpec.wrapWithoutInspection(null, LISTS).name(NAME);
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
        parent.addSubcommand(name, spec(name, command));
    }

    private static CommandSpec spec(String name, Command command) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command, LISTS).name(name);
        command.declare(spec);
        Options.global(spec);
        command.subcommands().forEach((subname, subcommand) -> add(spec, subname, subcommand));
        return spec;
    }
}
