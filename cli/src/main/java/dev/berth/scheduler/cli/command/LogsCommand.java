package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.cli.render.LogText;
import dev.berth.scheduler.cli.render.Names;
import dev.berth.scheduler.cli.text.HumanDuration;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth logs}: what instances wrote. */
final class LogsCommand implements Command {
    private static final String TAIL = "--tail";
    private static final String SINCE = "--since";
    private static final String FOLLOW = "--follow";
    private static final String INSTANCE = "--instance";
    private static final String TIMESTAMPS = "--timestamps";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public void declare(CommandSpec spec) {
        Options.selection(spec);
        Options.parameters(
                spec, Options.WORKLOAD, "0..*", "Whose logs; one instance too, as 'berth instances' names it.");
        Options.text(spec, "LINES", "At most this many of the last lines of each instance.", TAIL);
        Options.text(spec, "DURATION|TIME", "Nothing older: 5m, or a time as 2030-01-31T12:00:00Z.", SINCE);
        Options.flag(spec, "Goes on with lines yet to be written, until interrupted or --timeout.", "-f", FOLLOW);
        Options.text(spec, "ID", "Only this instance, as 'berth instances' names it.", INSTANCE);
        Options.flag(spec, "Begins each line with its time, as far as it is known.", TIMESTAMPS);
        Options.help(
                spec,
                "Prints what instances wrote, each line with its instance, and its stream where that is told. Control"
                        + " characters are shown as escapes on a terminal, and left alone elsewhere.",
                "berth logs web --tail 20",
                "berth logs web -f --since 5m --timestamps");
    }

    @Override
    public ExitCode run(Invocation invocation) throws InterruptedException {
        Optional<InstanceId> instance = namedInstance(invocation);
        if (instance.isPresent()) {
            LogQuery query = LogQuery.of(Selector.of(instance.get().workload())).instance(instance.get());
            return print(invocation, bounded(invocation, query)) ? ExitCode.OK : silent(invocation, instance.get());
        }
        Set<WorkloadId> ids = WorkloadNames.ids(invocation);
        boolean selects = invocation.text(Options.NAMESPACE).isPresent()
                || !invocation.texts(Options.LABEL).isEmpty();
        if (ids.isEmpty() && !selects) {
            throw new UsageException("say whose logs, by name, with -n NAMESPACE or -l LABEL=VALUE");
        }
        LogQuery query = query(invocation, ids);
        if (invocation.flag(FOLLOW)) {
            invocation.lookup().require(ids);
        }
        if (!print(invocation, query)) {
            if (query.instance().isPresent()) {
                return silent(invocation, query.instance().get());
            }
            // Of what was removed the last lines may be left; without any, it may as well never have been.
            invocation.lookup().require(ids);
        }
        return ExitCode.OK;
    }

    /** Whether there was any line. */
    private static boolean print(Invocation invocation, LogQuery query) throws InterruptedException {
        boolean any = false;
        TimeLimit end = TimeLimit.of(invocation.timeout().filter(limit -> query.follow()));
        boolean isUp = false;
        try (Feed<LogLine> feed = invocation.scheduler().logs(query)) {
            // At least one look, however late it comes; not until nothing is left, as some logs never rest.
            while (!feed.ended() && !isUp) {
                isUp = end.isUp();
                Optional<LogLine> line = feed.poll(end.atMost(PATIENCE));
                line.ifPresent(present -> print(invocation, present));
                any |= line.isPresent();
            }
        }
        return any;
    }

    /** An instance that wrote nothing is there; of one that has ended lines would be left. */
    private static ExitCode silent(Invocation invocation, InstanceId instance) {
        invocation.lookup().existing(instance.workload());
        Selector sisters = Selector.of(instance.workload());
        if (invocation.scheduler().workloads().instances(sisters).stream()
                .noneMatch(one -> one.id().equals(instance))) {
            throw new NotFoundException("there is no instance " + Names.instance(instance)
                    + " and no line of one is kept; berth instances lists those there are");
        }
        return ExitCode.OK;
    }

    /** The instance whose name is given in place of a workload's, as {@code berth instances} shows it. */
    private static Optional<InstanceId> namedInstance(Invocation invocation) {
        List<String> words = invocation.parameters();
        int slash = words.size() == 1 ? words.get(0).lastIndexOf('/') : -1;
        if (slash <= 0 || invocation.text(INSTANCE).isPresent()) {
            return Optional.empty();
        }
        Optional<String> namespace = invocation.text(Options.NAMESPACE);
        String owner = words.get(0).substring(0, slash);
        boolean isWorkload =
                owner.indexOf('/') < 0 && invocation.lookup().exists(WorkloadNames.id(words.get(0), namespace));
        WorkloadId workload = WorkloadNames.id(owner, namespace);
        return isWorkload || !invocation.lookup().exists(workload)
                ? Optional.empty()
                : Optional.of(new InstanceId(workload, words.get(0).substring(slash + 1)));
    }

    private static LogQuery query(Invocation invocation, Set<WorkloadId> ids) {
        LogQuery query = LogQuery.of(WorkloadNames.selector(invocation));
        Optional<String> instance = invocation.text(INSTANCE);
        query = instance.isPresent() ? query.instance(instance(instance.get(), ids)) : query;
        return bounded(invocation, query);
    }

    private static LogQuery bounded(Invocation invocation, LogQuery unbounded) {
        LogQuery query = unbounded;
        Optional<String> tail = invocation.text(TAIL);
        query = tail.isPresent() ? query.tail(lines(tail.get())) : query;
        Optional<String> since = invocation.text(SINCE);
        query = since.isPresent() ? query.since(since(invocation, since.get())) : query;
        return invocation.flag(FOLLOW) ? query.following() : query;
    }

    private static int lines(String text) {
        try {
            int lines = Integer.parseInt(text);
            if (lines >= 0) {
                return lines;
            }
        } catch (NumberFormatException e) {
            throw new UsageException("--tail (=" + text + ") must be a whole number, 0 or more", e);
        }
        throw new UsageException("--tail (=" + text + ") must be a whole number, 0 or more");
    }

    private static Instant since(Invocation invocation, String text) {
        Optional<Duration> ago = HumanDuration.parse(text);
        if (ago.isPresent()) {
            return invocation.surroundings().clock().instant().minus(ago.get());
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new UsageException(
                    "--since (=" + text
                            + ") must be a duration such as 90s or 5m, or a time in UTC such as 2030-01-31T12:00:00Z",
                    e);
        }
    }

    /** The whole id, or what tells the instance from its sisters when only one workload is meant. */
    private static InstanceId instance(String text, Set<WorkloadId> ids) {
        int slash = text.lastIndexOf('/');
        if (slash >= 0) {
            return new InstanceId(WorkloadId.parse(text.substring(0, slash)), text.substring(slash + 1));
        }
        if (ids.size() != 1) {
            throw new UsageException("--instance (=" + text + ") must begin with its workload: " + "web/" + text);
        }
        return new InstanceId(ids.iterator().next(), text);
    }

    private static void print(Invocation invocation, LogLine line) {
        if (invocation.format().isForPeople()) {
            invocation
                    .out()
                    .line(LogText.line(
                            line,
                            invocation.flag(TIMESTAMPS),
                            invocation.out().isTerminal(),
                            invocation.out().colours()));
        } else {
            invocation.printNext(LogText.document(line));
        }
    }
}
