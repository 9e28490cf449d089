package dev.berth.scheduler.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

record InstanceData(
        InstanceId id,
        OptionalInt index,
        long revision,
        Optional<String> run,
        Optional<NodeId> node,
        InstanceState state,
        boolean ready,
        int restarts,
        String reason,
        String message,
        Optional<Instant> startedAt,
        Optional<Termination> lastTermination,
        List<Endpoint> endpoints)
        implements Instance {
    InstanceData {
        endpoints = List.copyOf(endpoints);
    }

    @Override
    public Builder toBuilder() {
        Builder builder = Instance.builder(id, state)
                .revision(revision)
                .ready(ready)
                .restarts(restarts)
                .reason(reason, message);
        index.ifPresent(builder::index);
        run.ifPresent(builder::run);
        node.ifPresent(builder::node);
        startedAt.ifPresent(builder::startedAt);
        lastTermination.ifPresent(builder::lastTermination);
        endpoints.forEach(builder::endpoint);
        return builder;
    }
}
