package dev.berth.scheduler.local;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.local.cluster.ChangeKey;
import dev.berth.scheduler.local.cluster.InstanceView;
import dev.berth.scheduler.local.cluster.NodeView;
import dev.berth.scheduler.local.cluster.Subscription;
import dev.berth.scheduler.local.cluster.WorkloadView;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.status.InstanceId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells a sink what there is and what changes. What changed is named by the cluster and looked up when it is told, so a
 * slow sink misses states in between and nothing else.
 */
final class LocalObserver {
    private static final Duration LOOK_UP = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final LocalClient client;
    private final LocalStatusMapper mapper;

    LocalObserver(LocalClient client, LocalStatusMapper mapper) {
        this.client = client;
        this.mapper = mapper;
    }

    void observe(Selector selector, Sink out, Call call) throws InterruptedException {
        try (Subscription news = client.subscribe(call)) {
            call.onCancel(news::wake);
            tellAll(selector, out, call);
            boolean more = out.synced();
            while (more && !call.isCancelled()) {
                call.check("watching", Effect.NONE);
                tell(selector, out, news.take(wait(call)), call);
            }
        }
    }

    private static long wait(Call call) {
        return Math.min(LONGEST_WAIT.toMillis(), Math.max(1, call.remaining().toMillis()));
    }

    /** Each look has a limit of its own, as the watch may go on for ever; that of the call holds too. */
    private static Call look(Call call) {
        return Call.within(call.remaining().compareTo(LOOK_UP) < 0 ? call.remaining() : LOOK_UP);
    }

    private void tellAll(Selector selector, Sink out, Call call) {
        client.nodes(look(call)).forEach(node -> out.node(mapper.node(node)));
        List<WorkloadId> ids =
                client.ids(look(call)).stream().filter(selector::couldMatch).toList();
        for (WorkloadView view : client.workloads(ids, look(call))) {
            mapper.report(view).ifPresent(out::workload);
            view.instances().forEach(instance -> out.instance(mapper.instance(instance)));
        }
    }

    private void tell(Selector selector, Sink out, Subscription.News news, Call call) {
        if (news.over()) {
            throw ContactException.unavailable("the embedded cluster was closed", Effect.NONE, null);
        }
        for (InstanceView last : news.ends()) {
            if (selector.couldMatch(last.row().id().workload())) {
                out.ended(mapper.instance(last));
            }
        }
        if (news.again()) {
            // Only a new connection makes its reader forget what is not told again.
            throw ContactException.unavailable(
                    "changes were missed, as they were not taken in time", Effect.NONE, null);
        }
        tellInstances(selector, out, news.keys(), call);
        tellWorkloads(selector, out, news.keys(), call);
        tellNodes(out, news.keys(), call);
    }

    private void tellInstances(Selector selector, Sink out, List<ChangeKey> keys, Call call) {
        List<InstanceId> ids = keys.stream()
                .filter(ChangeKey.OfInstance.class::isInstance)
                .map(key -> ((ChangeKey.OfInstance) key).id())
                .filter(id -> selector.couldMatch(id.workload()))
                .toList();
        if (!ids.isEmpty()) {
            client.instances(ids, look(call)).forEach(instance -> out.instance(mapper.instance(instance)));
        }
    }

    private void tellWorkloads(Selector selector, Sink out, List<ChangeKey> keys, Call call) {
        List<WorkloadId> ids = keys.stream()
                .filter(ChangeKey.OfWorkload.class::isInstance)
                .map(key -> ((ChangeKey.OfWorkload) key).id())
                .filter(selector::couldMatch)
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        for (WorkloadView view : client.workloads(ids, look(call))) {
            if (view.exists()) {
                mapper.report(view).ifPresent(out::workload);
            } else {
                out.gone(view.id());
            }
        }
    }

    private void tellNodes(Sink out, List<ChangeKey> keys, Call call) {
        Set<String> names = keys.stream()
                .filter(ChangeKey.OfNode.class::isInstance)
                .map(key -> ((ChangeKey.OfNode) key).name())
                .collect(Collectors.toSet());
        if (names.isEmpty()) {
            return;
        }
        for (NodeView node : client.nodes(look(call))) {
            if (names.contains(node.settings().name())) {
                out.node(mapper.node(node));
            }
        }
    }
}
