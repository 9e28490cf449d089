package dev.berth.scheduler.local;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.local.cluster.InstanceView;
import dev.berth.scheduler.local.cluster.News;
import dev.berth.scheduler.local.cluster.NodeView;
import dev.berth.scheduler.local.cluster.Observation;
import dev.berth.scheduler.local.cluster.Subscription;
import dev.berth.scheduler.local.cluster.WorkloadView;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Lease;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.status.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells a sink what there is and what changes. The cluster makes up what changed once for all who watch, and keeps only
 * the last state of each thing until it is taken, so a slow sink misses states in between and nothing else.
 */
final class LocalObserver {
    /** The look at the beginning has a limit of its own, as the watch may go on for ever; that of the call holds too. */
    private static final Duration LOOK_UP = Duration.ofSeconds(30);

    /**
     * So many workloads are looked at and told at a time: whoever doesn't read holds no more than these in memory, and there
     * may be hundreds of them.
     */
    private static final int PIECE = 8;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final LocalClient client;
    private final LocalStatusMapper mapper;
    private final LocalLeases leases;

    LocalObserver(LocalClient client, LocalStatusMapper mapper, LocalLeases leases) {
        this.client = client;
        this.mapper = mapper;
        this.leases = leases;
    }

    void observe(Selector selector, Sink out, Call call) throws InterruptedException {
        Observation begun = client.observe(selector::couldMatch, look(call));
        try (Subscription news = begun.news()) {
            call.onCancel(news::wake);
            Runnable unwatch = leases.watch(news::wake);
            try {
                follow(begun, news, out, call);
            } finally {
                unwatch.run();
            }
        }
    }

    private void follow(Observation begun, Subscription news, Sink out, Call call) throws InterruptedException {
        boolean controlled = isControlled();
        out.controller(controlled);
        LocalRuns.Told runs = new LocalRuns.Told();
        out.together(facts(List.of(), begun.nodes(), List.of(), List.of(), out));
        List<WorkloadId> ids = begun.workloads();
        for (int first = 0; first < ids.size() && !call.isCancelled(); first += PIECE) {
            begin(ids.subList(first, Math.min(ids.size(), first + PIECE)), runs, news, out, call);
        }
        boolean more = !call.isCancelled() && out.synced();
        while (more && !call.isCancelled()) {
            call.check("watching", Effect.NONE);
            tell(out, runs, news.take(wait(call)));
            if (controlled != isControlled()) {
                controlled = !controlled;
                out.controller(controlled);
            }
        }
    }

    private void begin(List<WorkloadId> ids, LocalRuns.Told runs, Subscription news, Sink out, Call call) {
        List<WorkloadView> workloads = client.observed(ids, news, look(call));
        List<InstanceView> instances = workloads.stream()
                .flatMap(workload -> workload.instances().stream())
                .toList();
        out.together(facts(runs.changes(workloads, this::persist), List.of(), workloads, instances, out));
    }

    private boolean isControlled() {
        return leases.isHeld(Lease.CONTROLLER);
    }

    private static long wait(Call call) {
        return Math.min(LONGEST_WAIT.toMillis(), Math.max(1, call.remaining().toMillis()));
    }

    private static Call look(Call call) {
        return Call.within(call.remaining().compareTo(LOOK_UP) < 0 ? call.remaining() : LOOK_UP);
    }

    /** The end of a run is told only once it can't be lost any more. */
    private void persist() {
        client.persist(Call.within(LOOK_UP));
    }

    private void tell(Sink out, LocalRuns.Told runs, News news) {
        if (news.over()) {
            throw ContactException.unavailable("the embedded cluster was closed", Effect.NONE, null);
        }
        List<Instance> ends = news.ends().stream().map(mapper::instance).toList();
        Runnable facts = facts(
                runs.changes(news.workloads(), this::persist), news.nodes(), news.workloads(), news.instances(), out);
        out.together(() -> {
            ends.forEach(out::ended);
            facts.run();
        });
        if (news.again()) {
            // Only a new connection makes its reader forget what is not told again.
            throw ContactException.unavailable(
                    "changes were missed, as they were not taken in time", Effect.NONE, null);
        }
    }

    /** Makes them up now: the sink may hold a lock while it is told. */
    private Runnable facts(
            List<Consumer<Sink>> runs,
            List<NodeView> nodes,
            List<WorkloadView> workloads,
            List<InstanceView> instances,
            Sink out) {
        List<Runnable> facts = new ArrayList<>();
        runs.forEach(run -> facts.add(() -> run.accept(out)));
        nodes.stream().map(mapper::node).forEach(node -> facts.add(() -> out.node(node)));
        instances.stream().map(mapper::instance).forEach(instance -> facts.add(() -> out.instance(instance)));
        for (WorkloadView view : workloads) {
            if (view.exists()) {
                mapper.report(view).ifPresent(report -> facts.add(() -> out.workload(report)));
            } else {
                facts.add(() -> out.gone(view.id()));
            }
        }
        return () -> facts.forEach(Runnable::run);
    }
}
