package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.cli.console.Output;
import dev.berth.scheduler.cli.text.HumanDuration;
import dev.berth.scheduler.cli.text.Table;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.core.document.JsonText;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.YamlText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** One run of one command: its arguments, and what it works with. The backend is opened when first asked for. */
final class Invocation implements AutoCloseable {
    private final ParseResult arguments;
    private final Surroundings surroundings;
    private final OutputFormat format;
    private final Optional<Duration> timeout;
    private final Optional<String> backend;
    private final Optional<String> configuration;
    private @Nullable Berth berth;
    private boolean accepted;
    private OptionalInt handedThrough = OptionalInt.empty();

    /** Reads what every command takes. */
    Invocation(List<ParseResult> path, Surroundings surroundings) {
        this.arguments = path.get(path.size() - 1);
        this.surroundings = surroundings;
        this.format = format(path);
        this.timeout = last(path, Options.TIMEOUT).map(text -> duration(Options.TIMEOUT, text));
        this.backend = last(path, Options.BACKEND);
        this.configuration = last(path, Options.CONFIG);
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Output out() {
        return surroundings.console().out();
    }

    Output error() {
        return surroundings.console().error();
    }

    OutputFormat format() {
        return format;
    }

    boolean flag(String name) {
        return arguments.hasMatchedOption(name);
    }

    Optional<String> text(String name) {
        return matched(arguments, name);
    }

    List<String> texts(String name) {
        return arguments.matchedOptionValue(name, List.of());
    }

    Optional<Duration> duration(String name) {
        return text(name).map(value -> duration(name, value));
    }

    /** What {@code -f} names. */
    LocatedSpecs specs() {
        return specsAnd(List.of());
    }

    /** What {@code -f} names, and {@code more}. */
    LocatedSpecs specsAnd(List<String> more) {
        List<String> files = new ArrayList<>(texts(Options.FILE));
        files.addAll(more);
        return SpecFiles.read(files, surroundings.console().in());
    }

    /** What stands behind the options. */
    List<String> parameters() {
        List<String> words = new ArrayList<>();
        for (PositionalParamSpec matched : arguments.matchedPositionals()) {
            words.addAll(matched.stringValues());
        }
        return words;
    }

    /** How long the whole of {@code --wait} may take. */
    Optional<Duration> timeout() {
        return timeout;
    }

    /** The backend that was chosen, its calls bounded by {@code --timeout}. */
    Scheduler scheduler() {
        Berth opened = berth();
        Scheduler scheduler = backend.map(opened::scheduler).orElseGet(opened::scheduler);
        return timeout.map(scheduler::within).orElse(scheduler);
    }

    WorkloadLookup lookup() {
        return new WorkloadLookup(scheduler().workloads());
    }

    Berth berth() {
        Berth opened = berth;
        if (opened == null) {
            opened = surroundings.opener().open(configuration.map(Path::of));
            berth = opened;
        }
        return opened;
    }

    /** Tells that the backend has accepted changes: whatever fails from now on takes none of them back. */
    void accepted() {
        accepted = true;
    }

    boolean hasAccepted() {
        return accepted;
    }

    /** Ends the command with a number that isn't ours. */
    void handThrough(int number) {
        handedThrough = OptionalInt.of(number);
    }

    OptionalInt handedThrough() {
        return handedThrough;
    }

    /** The name of the backend that was chosen. */
    String backend() {
        return backend.orElseGet(() -> berth().defaultName());
    }

    AgentControl.Target agentTarget() {
        return new AgentControl.Target(configuration.map(Path::of), backend);
    }

    /** Prints rows for people; {@code empty} when there are none. */
    void print(Table table, String empty) {
        if (table.isEmpty()) {
            error().line(empty);
        } else {
            out().lines(table.lines(out().colours()));
        }
    }

    /** Prints one document for machines. */
    void print(Node document) {
        out().text(format == OutputFormat.YAML ? YamlText.write(document) : JsonText.pretty(document));
    }

    /** Prints one of a stream of documents: JSON on a line of its own, YAML with a marker before it. */
    void printNext(Node document) {
        out().text(format == OutputFormat.YAML ? "---\n" + YamlText.write(document) : JsonText.line(document) + "\n");
    }

    @Override
    public void close() {
        Berth opened = berth;
        if (opened != null) {
            opened.close();
        }
    }

    private static OutputFormat format(List<ParseResult> path) {
        return last(path, Options.OUTPUT)
                .map(name -> OutputFormat.named(name)
                        .orElseThrow(
                                () -> new UsageException("--output (=" + name + ") must be table, wide, json or yaml")))
                .orElse(OutputFormat.TABLE);
    }

    private static Duration duration(String option, String text) {
        return HumanDuration.parse(text)
                .orElseThrow(() -> new UsageException(
                        option + " (=" + text + ") must be a duration such as 500ms, 90s, 5m, 1h30m or PT5M"));
    }

    /** Of an option that stands before and after the command's name the last one counts. */
    private static Optional<String> last(List<ParseResult> path, String name) {
        Optional<String> value = Optional.empty();
        for (ParseResult result : path) {
            Optional<String> matched = matched(result, name);
            value = matched.isPresent() ? matched : value;
        }
        return value;
    }

    private static Optional<String> matched(ParseResult result, String name) {
        @Nullable String value = result.matchedOptionValue(name, (String) null);
        return Optional.ofNullable(value);
    }
}
