package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.cli.render.EventText;
import dev.berth.scheduler.cli.text.Colour;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.WatchEvent;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code berth watch}: what happens, one line each, until interrupted. */
final class WatchCommand implements Command {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public void declare(CommandSpec spec) {
        Options.selection(spec);
        Options.parameters(spec, Options.WORKLOAD, "0..*", "Only these workloads.");
        Options.help(
                spec,
                "Prints how workloads and instances are, then every change, until interrupted or --timeout.",
                "berth watch web",
                "berth watch -n shop -o json");
    }

    @Override
    public ExitCode run(Invocation invocation) throws InterruptedException {
        TimeLimit end = TimeLimit.of(invocation.timeout());
        invocation.lookup().require(WorkloadNames.ids(invocation));
        boolean synced = false;
        Map<WorkloadId, String> told = new HashMap<>();
        try (Feed<WatchEvent> feed = invocation.scheduler().watch(WorkloadNames.selector(invocation))) {
            while (!feed.ended()) {
                boolean isUp = end.isUp();
                Optional<WatchEvent> event = feed.poll(end.atMost(PATIENCE));
                if (isUp && (synced || event.isEmpty())) {
                    return ended(invocation, synced);
                }
                event.ifPresent(happened -> print(invocation, happened, told));
                synced |= event.map(WatchEvent::kind)
                        .filter(WatchEvent.Kind.SYNCED::equals)
                        .isPresent();
            }
        }
        return ExitCode.OK;
    }

    /** Nothing printed because nothing was told is not the same as because nothing happened. */
    private static ExitCode ended(Invocation invocation, boolean synced) {
        if (synced) {
            return ExitCode.OK;
        }
        invocation.error().line("berth: the backend did not tell how workloads are within --timeout");
        return ExitCode.TIMEOUT;
    }

    private static void print(Invocation invocation, WatchEvent event, Map<WorkloadId, String> told) {
        if (!invocation.format().isForPeople()) {
            invocation.printNext(EventText.document(event));
            return;
        }
        String line = EventText.line(event, invocation.out().colours());
        if (event instanceof WatchEvent.Removed removed) {
            told.remove(removed.id());
        }
        if (event instanceof WatchEvent.Changed changed
                && line.equals(told.put(changed.workload().id(), line))) {
            // What changed is in no line: a count that only machines are told.
            return;
        }
        String time = DateTimeFormatter.ofPattern("HH:mm:ss")
                .withZone(ZoneId.systemDefault())
                .format(invocation.surroundings().clock().instant());
        invocation.out().line(invocation.out().colours().paint(Colour.FAINT, time) + " " + line);
    }
}
