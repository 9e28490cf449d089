package dev.berth.scheduler.swarm;

import dev.berth.scheduler.core.adapter.ToldThings;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Sink;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What an observer has told, so that it tells only what changed. Its size is that of what exists. Of one thread. */
final class ToldFacts {
    private final SwarmStatusMapper mapper;
    private final Map<WorkloadId, ToldWorkload> workloads = new HashMap<>();
    private final ToldThings<NodeId, Node> nodes = new ToldThings<>(Node::id, Sink::node, Sink::nodeGone);
    private boolean begun;

    ToldFacts(SwarmStatusMapper mapper) {
        this.mapper = mapper;
    }

    /** What is to be told of a new listing, in order. */
    List<Consumer<Sink>> changes(SwarmView view) {
        List<Consumer<Sink>> facts = new ArrayList<>();
        nodes.changes(mapper.nodes(view.nodes(), view.tasks()), facts);
        Set<WorkloadId> left = new HashSet<>(workloads.keySet());
        for (WorkloadPicture picture : view.workloads()) {
            left.remove(picture.id());
            workloads
                    .computeIfAbsent(picture.id(), id -> new ToldWorkload(mapper))
                    .changes(picture, view.nodes(), begun, facts);
        }
        for (WorkloadId id : left) {
            Optional.ofNullable(workloads.remove(id)).ifPresent(told -> told.endAll(facts));
            facts.add(sink -> sink.gone(id));
        }
        begun = true;
        return facts;
    }
}
