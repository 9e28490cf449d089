package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.Workloads;
import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.local.LocalProvider;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.Means;
import dev.berth.scheduler.tck.rule.Rule;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Backends that come back wrongly after their server died. */
final class BrokenFaults {
    static final List<Mutant> ALL = List.of(
            Falsified.instances(
                    Rule.OBS_4,
                    "how something ended that nobody watched is told as exit code 0",
                    BrokenFaults::endingWell),
            Falsified.instances(
                    Rule.OBS_4,
                    "how something ended that nobody can know is told as exit code 0",
                    BrokenFaults::unknownIsWell),
            Mutant.workloads(
                    Rule.FLT_1,
                    "with the backend gone a list is empty",
                    "list",
                    (arguments, proceed) -> unlessGone(proceed, arguments, List.of())),
            afterLoss(
                    Rule.FLT_2,
                    "what was not answered is done once more with the next edit",
                    (workloads, edit) -> workloads.edit(Edit.restart(edit.id()))),
            afterLoss(
                    Rule.APP_5,
                    "what follows on an edit that was cut short is lost",
                    (workloads, edit) -> workloads.edit(Edit.scale(edit.id(), 0))),
            standingStill(),
            missingAfterReconnect());

    private BrokenFaults() {}

    private static Instance endingWell(Instance instance) {
        return endingWell(instance, end -> end.kind() != Termination.Kind.EXITED);
    }

    private static Instance unknownIsWell(Instance instance) {
        return endingWell(instance, end -> end.kind() == Termination.Kind.UNKNOWN);
    }

    private static Instance endingWell(Instance instance, Predicate<Termination> which) {
        return instance.lastTermination()
                .filter(which)
                .map(end -> instance.toBuilder()
                        .lastTermination(Termination.exited(0, end.at()))
                        .build())
                .orElse(instance);
    }

    private static @Nullable Object unlessGone(Intercepted.Proceeding proceed, List<Object> arguments, Object otherwise)
            throws Throwable {
        try {
            return proceed.with(arguments);
        } catch (ContactException e) {
            return otherwise;
        }
    }

    private interface Doing {
        void with(Workloads workloads, Edit edit);
    }

    /** Does something of its own after the edit that follows on one that was not answered. */
    private static Mutant afterLoss(Rule rule, String lie, Doing more) {
        AtomicBoolean lost = new AtomicBoolean();
        return Mutant.scheduler(
                rule,
                lie,
                honest -> Intercepted.answering(
                        Scheduler.class,
                        honest,
                        "workloads",
                        all -> Intercepted.calling(Workloads.class, (Workloads) all, "edit", (arguments, proceed) -> {
                            boolean after = lost.get();
                            Object answer = noting(lost, proceed, arguments);
                            if (after && arguments.get(0) instanceof Collection<?> edits) {
                                lost.set(false);
                                more.with(
                                        (Workloads) all, (Edit) edits.iterator().next());
                            }
                            return answer;
                        })));
    }

    private static @Nullable Object noting(AtomicBoolean lost, Intercepted.Proceeding proceed, List<Object> arguments)
            throws Throwable {
        try {
            return proceed.with(arguments);
        } catch (ContactException e) {
            lost.set(true);
            throw e;
        }
    }

    /** Whatever the server finds under way when it comes back it pauses. */
    private static Mutant standingStill() {
        return new Mutant(Rule.UPD_6, "a rollout stands still once the server has died", new Mutant.Layers() {
            @Override
            public Environment environment(Environment honest, SimulatedUnderTest simulation) {
                return Intercepted.answering(
                        Environment.class,
                        honest,
                        "server",
                        server -> Means.by(Intercepted.calling(
                                Environment.Server.class,
                                (Environment.Server) ((Means<?>) server).get(),
                                "start",
                                (arguments, proceed) -> {
                                    Object nothing = proceed.with(arguments);
                                    pauseAll(simulation);
                                    return nothing;
                                })));
            }
        });
    }

    private static void pauseAll(SimulatedUnderTest simulation) {
        Workloads workloads = new BackendScheduler(
                        simulation.cluster().backend(),
                        new LocalProvider().translator(),
                        simulation.cluster().context())
                .workloads();
        for (Workload workload : workloads.list(Selector.all())) {
            if (workload.mode() == Mode.Kind.REPLICATED) {
                workloads.edit(Edit.pause(workload.id()));
            }
        }
    }

    /** A watch hears of everything but one instance, once, when it is connected again. */
    private static Mutant missingAfterReconnect() {
        return new Mutant(Rule.OBS_2, "one instance is left out when a watch is connected again", new Mutant.Layers() {
            private final Set<Object> connected = ConcurrentHashMap.newKeySet();

            @Override
            public Backend backend(Backend honest, SimulatedUnderTest simulation) {
                return Intercepted.calling(Backend.class, honest, "observe", (arguments, proceed) -> {
                    Sink sink = (Sink) arguments.get(1);
                    return connected.add(sink)
                            ? proceed.with(arguments)
                            : proceed.with(List.of(arguments.get(0), missingOne(sink), arguments.get(2)));
                });
            }
        });
    }

    private static Sink missingOne(Sink sink) {
        AtomicBoolean missed = new AtomicBoolean();
        return Intercepted.calling(
                Sink.class,
                sink,
                "instance",
                (arguments, proceed) -> missed.compareAndSet(false, true) ? null : proceed.with(arguments));
    }
}
