package dev.berth.scheduler.k8s.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is told of an object that is not told. */
final class ObjectParts {
    static final ObjectMeta NO_METADATA = new ObjectMeta(
            "",
            "",
            "",
            "",
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Map.of(),
            Map.of(),
            List.of());

    private ObjectParts() {}
}
