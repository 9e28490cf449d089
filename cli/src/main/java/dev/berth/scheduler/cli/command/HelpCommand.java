package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.text.Cell;
import dev.berth.scheduler.cli.text.Nearest;
import dev.berth.scheduler.cli.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth help}: commands, one command, or the exit codes. */
final class HelpCommand implements Command {
    private static final String EXIT_CODES = "exit-codes";

    @Override
    public void declare(CommandSpec spec) {
        Options.parameter(spec, "TOPIC", "0..1", "A command, or exit-codes.");
        Options.help(spec, "Shows help for a command, or what each exit code means.", "berth help exit-codes");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        CommandLine whole = CommandTree.whole();
        if (invocation.parameters().isEmpty()) {
            return print(invocation, whole);
        }
        String topic = invocation.parameters().get(0);
        if (topic.equals(EXIT_CODES)) {
            invocation.out().lines(exitCodes().lines(invocation.out().colours()));
            return ExitCode.OK;
        }
        CommandLine command = whole.getSubcommands().get(topic);
        if (command == null) {
            throw new UsageException("there is no help for '" + topic + "'" + meant(topic));
        }
        return print(invocation, command);
    }

    private static ExitCode print(Invocation invocation, CommandLine line) {
        invocation.out().text(line.getUsageMessage(Ansi.OFF));
        return ExitCode.OK;
    }

    private static String meant(String topic) {
        List<String> topics = new ArrayList<>(Commands.NAMES);
        topics.add(EXIT_CODES);
        Optional<String> nearest = Nearest.to(topic, topics);
        return nearest.map(candidate -> "; did you mean '" + candidate + "'?").orElse("");
    }

    private static Table exitCodes() {
        Table table = Table.of("CODE", "NAME", "MEANING");
        for (ExitCode code : ExitCode.values()) {
            table.row(Cell.of(code.number()), Cell.of(code.name()), Cell.of(code.meaning()));
        }
        return table;
    }
}
