package dev.berth.scheduler.cli.command;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.cli.render.Names;
import dev.berth.scheduler.cli.text.HumanDuration;
import dev.berth.scheduler.cli.text.SafeText;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.WatchEvent;
import dev.berth.scheduler.status.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code berth drain --wait}: watches until nodes are empty. What runs once on each node belongs there, drained or not, and
 * is not waited for.
 */
final class DrainWait {
    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final Duration REDRAW = Duration.ofSeconds(1);

    private final Invocation invocation;
    private final Set<NodeId> nodes;
    private final Map<InstanceId, NodeId> there = new TreeMap<>();
    private final Map<WorkloadId, Mode.Kind> modes = new TreeMap<>();
    private boolean synced;

    DrainWait(Invocation invocation, Set<NodeId> nodes) {
        this.invocation = invocation;
        this.nodes = nodes;
    }

    /** OK or TIMEOUT, which has been explained on stderr. */
    ExitCode run() throws InterruptedException {
        Duration limit = invocation.timeout().orElse(USUAL);
        if (isOver(limit)) {
            return ExitCode.OK;
        }
        invocation.error().line("berth: not empty after " + HumanDuration.format(limit) + "; the draining goes on:");
        lines().forEach(line -> invocation.error().line("  " + line));
        return ExitCode.TIMEOUT;
    }

    private boolean isOver(Duration limit) throws InterruptedException {
        TimeLimit end = TimeLimit.of(limit);
        try (Feed<WatchEvent> feed = invocation.scheduler().watch(Selector.all());
                Progress progress = Progress.on(
                        invocation.error(), invocation.surroundings().environment())) {
            while (!synced || !left().isEmpty()) {
                boolean isUp = end.isUp();
                Optional<WatchEvent> event = feed.poll(end.atMost(REDRAW));
                if (isUp && event.isEmpty()) {
                    return false;
                }
                event.ifPresent(this::take);
                if (event.isEmpty() && feed.ended()) {
                    throw ContactException.unavailable("the backend ended the watch", Effect.NONE, null);
                }
                if (synced) {
                    progress.show(lines());
                }
            }
            return true;
        }
    }

    private void take(WatchEvent event) {
        if (event instanceof WatchEvent.Changed changed) {
            Workload workload = changed.workload();
            modes.put(workload.id(), workload.mode());
        } else if (event instanceof WatchEvent.InstanceChanged changed) {
            changed(changed.instance());
        } else if (event instanceof WatchEvent.InstanceEnded ended) {
            there.remove(ended.instance().id());
        } else if (event instanceof WatchEvent.Removed removed) {
            there.keySet().removeIf(instance -> instance.workload().equals(removed.id()));
        } else if (event.kind() == WatchEvent.Kind.SYNCED) {
            synced = true;
        }
    }

    private void changed(Instance instance) {
        Optional<NodeId> node = instance.node().filter(nodes::contains).filter(one -> isThere(instance));
        if (node.isPresent()) {
            there.put(instance.id(), node.get());
        } else {
            there.remove(instance.id());
        }
    }

    /** What nobody knows the end of may be there still. */
    private static boolean isThere(Instance instance) {
        return switch (instance.state()) {
            case STARTING, RUNNING, STOPPING, LOST, UNKNOWN -> true;
            case PENDING, COMPLETED, FAILED -> false;
        };
    }

    private Map<InstanceId, NodeId> left() {
        Map<InstanceId, NodeId> left = new TreeMap<>(there);
        left.keySet().removeIf(instance -> isOnEachNode(modes.get(instance.workload())));
        return left;
    }

    private static boolean isOnEachNode(Mode.@Nullable Kind mode) {
        return mode == Mode.Kind.GLOBAL || mode == Mode.Kind.GLOBAL_BATCH;
    }

    /** {@code east-1: 2 left: web/a1, web/b2}. */
    private List<String> lines() {
        Map<String, List<String>> byNode = new TreeMap<>();
        left().forEach((instance, node) ->
                byNode.computeIfAbsent(node.value(), name -> new ArrayList<>()).add(Names.instance(instance)));
        List<String> lines = new ArrayList<>();
        byNode.forEach((node, names) ->
                lines.add(SafeText.line(node + ": " + names.size() + " left: " + String.join(", ", names))));
        return lines;
    }
}
