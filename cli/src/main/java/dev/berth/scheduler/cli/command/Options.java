package dev.berth.scheduler.cli.command;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Declares options and parameters, those shared by several commands by name. */
final class Options {
    static final String OUTPUT = "--output";
    static final String BACKEND = "--backend";
    static final String CONFIG = "--config";
    static final String NO_COLOR = "--no-color";
    static final String TIMEOUT = "--timeout";
    static final String HELP = "--help";
    static final String NAMESPACE = "--namespace";
    static final String LABEL = "--selector";
    static final String FILE = "--file";
    static final String WAIT = "--wait";
    static final String DRY_RUN = "--dry-run";
    static final String NATIVE = "--native";
    static final String WORKLOAD = "WORKLOAD";

    private Options() {}

    /** What every command takes, before or after its name; but for the format, where {@code -o} means something else. */
    static void global(CommandSpec spec) {
        if (spec.findOption("-o") == null) {
            text(spec, "FORMAT", "table, wide, json or yaml; table by default.", "-o", OUTPUT);
        }
        text(spec, "NAME", "The backend to talk to; the configuration's default otherwise.", BACKEND);
        text(spec, "FILE", "The configuration to read instead of the usual one.", CONFIG);
        text(spec, "DURATION", "The longest a call may take (30s), and --wait (5m): 90s, 5m, 1h30m.", TIMEOUT);
        flag(spec, "Never uses colours; NO_COLOR in the environment does the same.", NO_COLOR);
        spec.addOption(OptionSpec.builder("-h", HELP)
                .usageHelp(true)
                .type(boolean.class)
                .description("Shows this help.")
                .build());
    }

    static void flag(CommandSpec spec, String description, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .type(boolean.class)
                .description(description)
                .build());
    }

    static void text(CommandSpec spec, String label, String description, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build());
    }

    /** May be given several times. */
    static void texts(CommandSpec spec, String label, String description, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build());
    }

    /** One word behind the options. */
    static void parameter(CommandSpec spec, String label, String arity, String description) {
        spec.addPositional(PositionalParamSpec.builder()
                .type(String.class)
                .index("0")
                .arity(arity)
                .required(arity.startsWith("1"))
                .paramLabel(label)
                .description(description)
                .build());
    }

    /** Words behind the options, {@code 0..*} or {@code 1..*}. */
    static void parameters(CommandSpec spec, String label, String arity, String description) {
        spec.addPositional(PositionalParamSpec.builder()
                .type(List.class)
                .auxiliaryTypes(String.class)
                .index("0..*")
                .arity(arity)
                .required(arity.startsWith("1"))
                .paramLabel(label)
                .description(description)
                .build());
    }

    static void namespace(CommandSpec spec) {
        text(spec, "NAMESPACE", "The namespace of names that state none, and of what is selected.", "-n", NAMESPACE);
    }

    static void selection(CommandSpec spec) {
        namespace(spec);
        texts(spec, "LABEL=VALUE", "Only workloads with this label; all of them when repeated.", "-l", LABEL);
    }

    static void files(CommandSpec spec) {
        texts(spec, "FILE", "YAML or JSON, a directory of such files, or - for stdin; may be repeated.", "-f", FILE);
    }

    static void edits(CommandSpec spec) {
        flag(spec, "Waits until all of it runs and is ready, or can't be, and shows the progress.", "-w", WAIT);
        flag(spec, "Shows what would happen, and changes nothing.", DRY_RUN);
        flag(spec, "With --dry-run, also shows what would be sent to the backend.", NATIVE);
    }

    static void help(CommandSpec spec, String description, String... examples) {
        spec.usageMessage().description(description);
        String[] footer = new String[examples.length + 1];
        footer[0] = examples.length == 0 ? "" : "%nExamples:";
        for (int index = 0; index < examples.length; index++) {
            footer[index + 1] = "  " + examples[index].replace("%", "%%");
        }
        spec.usageMessage().footer(footer);
    }
}
