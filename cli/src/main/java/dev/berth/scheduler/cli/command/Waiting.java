package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.cli.render.ExplainText;
import dev.berth.scheduler.cli.render.LogText;
import dev.berth.scheduler.cli.text.HumanDuration;
import dev.berth.scheduler.cli.text.SafeText;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.status.WatchEvent;
import java.time.Duration;
import java.util.Optional;

/** {@code --wait}: watches until everything accepted is as asked for, can't be, or the time is up. */
final class Waiting {
    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final Duration REDRAW = Duration.ofSeconds(1);
    private static final Duration LOGS_WITHIN = Duration.ofSeconds(5);
    private static final int LOG_LINES = 10;

    private final Invocation invocation;
    private final Scheduler scheduler;
    private final Goal goal;
    private final Duration limit;

    private Waiting(Invocation invocation, Scheduler scheduler, Goal goal) {
        this.invocation = invocation;
        this.scheduler = scheduler;
        this.goal = goal;
        this.limit = invocation.timeout().orElse(USUAL);
    }

    /** OK, FAILED, TIMEOUT or CANCELLED; everything but OK has been explained on stderr. */
    static ExitCode run(Invocation invocation, Scheduler scheduler, Goal goal) throws InterruptedException {
        Waiting waiting = new Waiting(invocation, scheduler, goal);
        try (Progress progress =
                Progress.on(invocation.error(), invocation.surroundings().environment())) {
            return waiting.conclude(waiting.watch(progress), progress);
        } catch (InterruptedException e) {
            return waiting.interrupted();
        } catch (ContactException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                return waiting.interrupted();
            }
            throw e;
        }
    }

    private Goal.State watch(Progress progress) throws InterruptedException {
        if (goal.isEmpty()) {
            return Goal.State.REACHED;
        }
        TimeLimit end = TimeLimit.of(limit);
        try (Feed<WatchEvent> feed = scheduler.watch(Selector.of(goal.ids()))) {
            while (goal.state() == Goal.State.OPEN) {
                boolean isUp = end.isUp();
                Optional<WatchEvent> event = feed.poll(end.atMost(REDRAW));
                if (isUp && event.isEmpty()) {
                    return Goal.State.OPEN;
                }
                event.ifPresent(goal::take);
                if (event.isEmpty() && feed.ended()) {
                    throw ContactException.unavailable("the backend ended the watch", Effect.NONE, null);
                }
                if (goal.isSeen() || event.isEmpty()) {
                    progress.show(goal.lines());
                }
            }
            if (goal.state() == Goal.State.FAILED) {
                catchUp(feed);
            }
        }
        return goal.state();
    }

    /** What is said of a workload may be told before its instances, which would then be explained as they were. */
    private void catchUp(Feed<WatchEvent> feed) throws InterruptedException {
        Optional<WatchEvent> event = feed.poll(Duration.ZERO);
        while (event.isPresent()) {
            goal.takeLate(event.get());
            event = feed.poll(Duration.ZERO);
        }
    }

    private ExitCode conclude(Goal.State state, Progress progress) throws InterruptedException {
        progress.close();
        return switch (state) {
            case REACHED -> ExitCode.OK;
            case OPEN -> timedOut();
            case FAILED -> failed();
        };
    }

    private ExitCode timedOut() {
        invocation
                .error()
                .line("berth: not there after " + HumanDuration.format(limit) + "; what was accepted goes on:");
        goal.missing().forEach(line -> invocation.error().line("  " + SafeText.line(line)));
        return ExitCode.TIMEOUT;
    }

    private ExitCode interrupted() {
        Thread.currentThread().interrupt();
        invocation.error().line("berth: interrupted while waiting; what was accepted stays, workloads keep running");
        return ExitCode.CANCELLED;
    }

    private ExitCode failed() throws InterruptedException {
        invocation.error().line("berth: waiting ended, because this can't succeed:");
        for (String line : goal.failures()) {
            invocation.error().line("  " + SafeText.line(line));
        }
        for (WorkloadId id : goal.failedIds()) {
            explain(id);
        }
        return ExitCode.FAILED;
    }

    private void explain(WorkloadId id) throws InterruptedException {
        goal.workload(id)
                .ifPresent(workload -> invocation
                        .error()
                        .lines(ExplainText.lines(
                                workload, goal.instances(id), invocation.error().colours())));
        Optional<Instance> culprit = goal.culprit(id);
        if (culprit.isPresent()) {
            try {
                lastLines(culprit.get());
            } catch (SchedulerException e) {
                // That waiting failed says more than that its reason can't be read.
                invocation
                        .error()
                        .line("  its last lines can't be read: " + SafeText.line(String.valueOf(e.getMessage())));
            }
        }
    }

    private void lastLines(Instance instance) throws InterruptedException {
        LogQuery query = LogQuery.of(Selector.of(instance.id().workload()))
                .instance(instance.id())
                .tail(LOG_LINES);
        try (Feed<LogLine> feed = scheduler.within(LOGS_WITHIN).logs(query)) {
            while (!feed.ended()) {
                Optional<LogLine> line = feed.poll(LOGS_WITHIN);
                if (line.isEmpty()) {
                    break;
                }
                invocation
                        .error()
                        .line("  "
                                + LogText.line(
                                        line.get(),
                                        false,
                                        true,
                                        invocation.error().colours()));
            }
        }
    }
}
