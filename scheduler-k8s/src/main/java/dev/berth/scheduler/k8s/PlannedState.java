package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.core.adapter.Sha256;
import dev.berth.scheduler.k8s.render.Json;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The state of a workload's objects that a plan was made on, as one text: of each its uid, its resourceVersion and a digest of
 * what is wanted of it. The resourceVersion alone would not do: it grows with each word of a status. Pure.
 */
final class PlannedState {
    private static final int PARTS = 5;

    private PlannedState() {}

    /**
     * One object as it was planned on.
     *
     * @param digest of what is wanted of it
     */
    record Planned(String uid, String resourceVersion, String digest) {}

    /** Empty when there are none. */
    static Optional<String> of(Collection<ServerObject> objects) {
        return objects.isEmpty()
                ? Optional.empty()
                : Optional.of(objects.stream().map(PlannedState::text).sorted().collect(Collectors.joining(",")));
    }

    private static String text(ServerObject object) {
        Planned planned = planned(object);
        return String.join(
                ":",
                object.kind().word(),
                object.metadata().name(),
                planned.uid(),
                planned.resourceVersion(),
                planned.digest());
    }

    static Planned planned(ServerObject object) {
        return new Planned(object.metadata().uid(), object.metadata().resourceVersion(), digest(object.manifest()));
    }

    /** Empty when the plan knows of none of this name. */
    static Optional<Planned> find(String mark, String kind, String name) {
        return Stream.of(mark.split(",", -1))
                .map(text -> text.split(":", -1))
                .filter(parts -> parts.length == PARTS && parts[0].equals(kind) && parts[1].equals(name))
                .findFirst()
                .map(parts -> new Planned(parts[2], parts[3], parts[4]));
    }

    private static String digest(ObjectNode manifest) {
        ObjectNode copy = manifest.deepCopy();
        if (copy.path("metadata").get("annotations") instanceof ObjectNode annotations) {
            // Our own controller writes it, beside the status.
            annotations.remove(KubernetesLabels.ATTEMPTS);
        }
        return Sha256.name(Json.write(copy));
    }
}
