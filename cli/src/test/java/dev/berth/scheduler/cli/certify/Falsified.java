package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.Workloads;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.WatchEvent;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.status.WorkloadStatus;
import dev.berth.scheduler.tck.rule.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A scheduler that says something else of instances and workloads, wherever it says it. */
final class Falsified {
    private Falsified() {}

    static Mutant instances(Rule rule, String lie, UnaryOperator<Instance> change) {
        return Mutant.scheduler(rule, lie, honest -> says(honest, change, workload -> workload));
    }

    static Mutant statuses(Rule rule, String lie, Function<Workload, WorkloadStatus> change) {
        return Mutant.scheduler(
                rule,
                lie,
                honest -> says(
                        honest,
                        instance -> instance,
                        workload -> Workload.of(
                                workload.spec(), workload.version(), workload.revision(), change.apply(workload))));
    }

    static Mutant runs(Rule rule, String lie, Function<Run, Optional<Run>> change) {
        return Mutant.scheduler(
                rule,
                lie,
                honest -> watching(
                        Intercepted.answering(
                                Scheduler.class,
                                honest,
                                "workloads",
                                all -> Intercepted.answering(
                                        Workloads.class,
                                        (Workloads) all,
                                        "runs",
                                        list -> ((List<?>) list)
                                                .stream()
                                                        .flatMap(run -> change.apply((Run) run).stream())
                                                        .toList())),
                        event -> event instanceof WatchEvent.RunChanged changed
                                ? change.apply(changed.run()).map(WatchEvent.RunChanged::new)
                                : Optional.of(event)));
    }

    /** Leaves out the events that {@code change} makes nothing of. */
    static Mutant events(Rule rule, String lie, Function<WatchEvent, Optional<WatchEvent>> change) {
        return Mutant.scheduler(rule, lie, honest -> watching(honest, change));
    }

    static Mutant lines(Rule rule, String lie, Function<LogLine, Optional<LogLine>> change) {
        return Mutant.scheduler(
                rule,
                lie,
                honest -> Intercepted.answering(
                        Scheduler.class,
                        honest,
                        "logs",
                        feed -> feed((Feed<?>) feed, line -> change.apply((LogLine) line))));
    }

    private static Scheduler says(
            Scheduler honest, UnaryOperator<Instance> instance, UnaryOperator<Workload> workload) {
        Scheduler lists = Intercepted.answering(Scheduler.class, honest, "workloads", all -> {
            Workloads one = Intercepted.answering(
                    Workloads.class,
                    (Workloads) all,
                    "instances",
                    list -> ((List<?>) list)
                            .stream()
                                    .map(item -> instance.apply((Instance) item))
                                    .toList());
            Workloads two = Intercepted.answering(
                    Workloads.class,
                    one,
                    "list",
                    list -> ((List<?>) list)
                            .stream()
                                    .map(item -> workload.apply((Workload) item))
                                    .toList());
            return Intercepted.answering(
                    Workloads.class,
                    two,
                    "find",
                    found -> ((Optional<?>) found).map(item -> workload.apply((Workload) item)));
        });
        return watching(lists, event -> Optional.of(event(event, instance, workload)));
    }

    private static WatchEvent event(
            WatchEvent event, UnaryOperator<Instance> instance, UnaryOperator<Workload> workload) {
        return switch (event.kind()) {
            case CHANGED -> new WatchEvent.Changed(workload.apply(((WatchEvent.Changed) event).workload()));
            case INSTANCE_CHANGED ->
                new WatchEvent.InstanceChanged(instance.apply(((WatchEvent.InstanceChanged) event).instance()));
            case INSTANCE_ENDED ->
                new WatchEvent.InstanceEnded(
                        instance.apply(((WatchEvent.InstanceEnded) event).instance()),
                        ((WatchEvent.InstanceEnded) event).dropped());
            case RUN_CHANGED, REMOVED, SYNCED -> event;
        };
    }

    private static Scheduler watching(Scheduler honest, Function<WatchEvent, Optional<WatchEvent>> change) {
        return Intercepted.answering(
                Scheduler.class,
                honest,
                "watch",
                feed -> feed((Feed<?>) feed, event -> change.apply((WatchEvent) event)));
    }

    private static Feed<?> feed(Feed<?> honest, Function<Object, Optional<?>> change) {
        return Intercepted.answering(Feed.class, honest, "poll", polled -> ((Optional<?>) polled).flatMap(change));
    }
}
