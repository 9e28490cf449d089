package dev.berth.scheduler.core.watch;

import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lists, each from one snapshot of an observer. */
public final class Reader {
    private final Backend backend;

    public Reader(Backend backend) {
        this.backend = backend;
    }

    public List<Workload> workloads(Selector selector, Call call) {
        return snapshot(selector, call).workloads();
    }

    public List<Instance> instances(Selector selector, Call call) {
        List<Instance> instances = new ArrayList<>(snapshot(selector, call).instances());
        instances.sort(new InstanceOrder());
        return List.copyOf(instances);
    }

    /** Newest first. */
    public List<Run> runs(WorkloadId id, Call call) {
        return snapshot(Selector.of(id), call).runs().stream()
                .sorted(Newest.FIRST)
                .toList();
    }

    public List<Node> nodes(Call call) {
        return List.copyOf(snapshot(Selector.all(), call).nodes());
    }

    private ClusterView snapshot(Selector selector, Call call) {
        ClusterView view = new ClusterView(selector);
        ListSink sink = new ListSink(view);
        try {
            backend.observe(selector, sink, call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ContactException.cancelled("reading was interrupted", Effect.NONE);
        }
        if (!sink.isComplete()) {
            call.check("reading", Effect.NONE);
            throw new BackendException("the backend ended a list before it was complete", Effect.NONE, "", null);
        }
        return view;
    }

    /** Put together only for runs: most of what is read, by short commands too, has none. */
    private static final class Newest {
        private static final Comparator<Run> FIRST = Comparator.<Run, Instant>comparing(
                        run -> run.scheduledAt().orElse(Instant.MIN))
                .thenComparing(Run::revision)
                .thenComparing(Run::id)
                .reversed();
    }
}
