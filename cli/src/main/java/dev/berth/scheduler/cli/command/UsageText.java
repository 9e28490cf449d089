package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.text.Nearest;
import dev.berth.scheduler.cli.text.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in a sentence that says what was probably meant. */
final class UsageText {
    private UsageText() {}

    static String message(ParameterException failure) {
        CommandSpec spec = failure.getCommandLine().getCommandSpec();
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(unmatched.getUnmatched(), spec);
        }
        return SafeText.line(String.valueOf(failure.getMessage()));
    }

    private static String unmatched(List<String> words, CommandSpec spec) {
        String word = words.get(0);
        if (word.startsWith("-")) {
            return unknown("option", word, spec.optionsMap().keySet());
        }
        Set<String> commands = spec.subcommands().keySet();
        return commands.isEmpty()
                ? "'" + SafeText.line(word) + "' is one word too many for " + spec.qualifiedName()
                : unknown("command", word, commands);
    }

    private static String unknown(String what, String word, Set<String> candidates) {
        Optional<String> nearest = Nearest.to(word, candidates);
        return "unknown " + what + " '" + SafeText.line(word) + "'"
                + nearest.map(candidate -> "; did you mean '" + candidate + "'?")
                        .orElse("");
    }
}
