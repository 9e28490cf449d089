package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.cli.text.Nearest;
import dev.berth.scheduler.cli.text.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.MissingParameterException;
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
        if (failure instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return missing(missing.getMissing().get(0).paramLabel(), spec);
        }
        return SafeText.line(String.valueOf(failure.getMessage()));
    }

    private static String missing(String label, CommandSpec spec) {
        return spec.qualifiedName() + " needs a " + label
                + (label.equals(Options.WORKLOAD) ? "; berth list shows those there are" : "");
    }

    private static String unmatched(List<String> words, CommandSpec spec) {
        String word = words.get(0);
        if (word.startsWith("-")) {
            return unknown("option", word, spec.optionsMap().keySet(), OtherWords.option(word));
        }
        Set<String> commands = spec.subcommands().keySet();
        if (!commands.isEmpty()) {
            Optional<String> meant = OtherWords.command(word).filter(commands::contains);
            return unknown("command", word, commands, meant.map(name -> "here it is '" + name + "'"));
        }
        boolean takesFiles = spec.optionsMap().containsKey(Options.FILE);
        return "'" + SafeText.line(word) + "' is one word too many for " + spec.qualifiedName()
                + (takesFiles ? "; files are named with -f FILE" : "");
    }

    private static String unknown(String what, String word, Set<String> candidates, Optional<String> known) {
        Optional<String> nearest = Nearest.to(word, candidates).map(candidate -> "did you mean '" + candidate + "'?");
        return "unknown " + what + " '" + SafeText.line(word) + "'"
                + known.or(() -> nearest).map(hint -> "; " + hint).orElse("");
    }
}
