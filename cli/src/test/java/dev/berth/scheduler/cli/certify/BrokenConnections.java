package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.Workloads;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.tck.backend.Client;
import dev.berth.scheduler.tck.rule.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Backends that leave something behind: a port, a thread, a workload. */
final class BrokenConnections {
    static final List<Mutant> ALL = List.of(
            keepingAPort(Rule.RMV_1, "a removal leaves one port taken"),
            Mutant.edits(
                    Rule.OVR_1,
                    "an override for another type of backend is taken for one's own",
                    BrokenConnections::overridden),
            Mutant.workloads(
                    Rule.FLT_3,
                    "an edit that was cut off leaves a workload behind",
                    "edit",
                    BrokenConnections::orphaning),
            new Mutant(Rule.CFG_2, "a client that is closed leaves a thread", new Mutant.Layers() {
                @Override
                public Client client(Client honest) {
                    Thread thread = new Thread(BrokenConnections::waitForEver, "mutant-left-behind");
                    thread.setDaemon(true);
                    thread.start();
                    return honest;
                }
            }));

    private BrokenConnections() {}

    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Edit overridden(Edit edit) {
        return edit instanceof Edit.Apply apply
                        && !apply.spec().overrides().isEmpty()
                        && apply.spec().mode().kind() == Mode.Kind.REPLICATED
                ? Edit.apply(apply.spec().toBuilder().mode(Mode.replicated(7)).build())
                : edit;
    }

    private static Object orphaning(List<Object> arguments, Intercepted.Proceeding proceed) throws Throwable {
        try {
            return java.util.Objects.requireNonNull(proceed.with(arguments));
        } catch (ContactException e) {
            if (arguments.get(0) instanceof Collection<?> edits
                    && edits.iterator().next() instanceof Edit edit) {
                orphan(edit.id(), arguments, proceed);
            }
            throw e;
        }
    }

    private static void orphan(WorkloadId id, List<Object> arguments, Intercepted.Proceeding proceed) throws Throwable {
        WorkloadSpec spec = WorkloadSpec.builder(
                        new WorkloadId(id.namespace(), id.name() + "-orphan"), Mode.replicated(0))
                .task(Task.main(ProcessArtifact.builder("/bin/true").build()).build())
                .build();
        try {
            proceed.with(List.of(List.of(Edit.apply(spec)), arguments.get(1)));
        } catch (ContactException again) {
            orphan(id, arguments, proceed);
        }
    }

    /** Remembers the first port of each workload, and takes it once the workload is removed. */
    private static Mutant keepingAPort(Rule rule, String lie) {
        Map<WorkloadId, Integer> ports = new ConcurrentHashMap<>();
        return Mutant.scheduler(
                rule,
                lie,
                honest -> Intercepted.answering(Scheduler.class, honest, "workloads", all -> {
                    Workloads noting = Intercepted.answering(
                            Workloads.class, (Workloads) all, "endpoints", list -> noted((List<?>) list, ports));
                    return Intercepted.calling(Workloads.class, noting, "edit", (arguments, proceed) -> {
                        if (arguments.get(0) instanceof Collection<?> edits
                                && edits.iterator().next() instanceof Edit.Apply apply) {
                            ports.entrySet().removeIf(known -> isOther(known, apply.id()) && take(known.getValue()));
                        }
                        return proceed.with(arguments);
                    });
                }));
    }

    private static Object noted(List<?> endpoints, Map<WorkloadId, Integer> ports) {
        endpoints.stream()
                .map(one -> (Endpoint) one)
                .limit(1)
                .forEach(one -> ports.put(one.instance().workload(), one.number()));
        return endpoints;
    }

    private static boolean isOther(Map.Entry<WorkloadId, Integer> known, WorkloadId id) {
        return known.getKey().namespace().equals(id.namespace())
                && !known.getKey().equals(id);
    }

    private static boolean take(int port) {
        try {
            ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(taken)));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
