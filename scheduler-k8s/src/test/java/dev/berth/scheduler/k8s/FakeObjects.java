package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.render.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What an API server keeps, and the history of it that watches begin in. What controllers and kubelets do, a test does here.
 * Whoever calls holds its lock.
 */
final class FakeObjects {
    /**
     * A change of an object.
     *
     * @param before empty when it was created
     */
    record Event(long version, ObjectKind kind, Optional<ObjectNode> before, boolean gone, ObjectNode object) {
        /** What those are told who want only objects like these; empty when it is nothing to them. */
        Optional<String> type(Predicate<ObjectNode> meant) {
            boolean was = before.filter(meant).isPresent();
            boolean is = !gone && meant.test(object);
            return is ? Optional.of(was ? "MODIFIED" : "ADDED") : was ? Optional.of("DELETED") : Optional.empty();
        }
    }

    private final Map<ObjectKind, Map<String, ObjectNode>> all = new EnumMap<>(ObjectKind.class);
    private final Map<String, ObjectNode> applied = new HashMap<>();
    private final List<Event> history = new ArrayList<>();
    private final List<Consumer<Event>> watchers = new ArrayList<>();
    private long version = 1000;
    private long oldest;
    private int made;

    /** Whether what is deleted stays until {@link #collect}, as its pods are still stopping. */
    boolean lingering;

    private Map<String, ObjectNode> of(ObjectKind kind) {
        return all.computeIfAbsent(kind, one -> new TreeMap<>());
    }

    synchronized long version() {
        return version;
    }

    synchronized long oldest() {
        return oldest;
    }

    /** What happened before now can't be watched any more. */
    synchronized void compact() {
        oldest = ++version;
        history.clear();
    }

    synchronized List<Event> since(long from) {
        return history.stream().filter(event -> event.version() > from).toList();
    }

    synchronized void watch(Consumer<Event> watcher) {
        watchers.add(watcher);
    }

    synchronized int watchers() {
        return watchers.size();
    }

    synchronized void unwatch(Consumer<Event> watcher) {
        watchers.remove(watcher);
    }

    synchronized List<ObjectNode> list(ObjectKind kind, String namespace) {
        return of(kind).values().stream()
                .filter(object -> namespace.isEmpty()
                        || object.at("/metadata/namespace").asText().equals(namespace))
                .map(ObjectNode::deepCopy)
                .toList();
    }

    synchronized Optional<ObjectNode> find(ObjectKind kind, String namespace, String name) {
        return Optional.ofNullable(of(kind).get(namespace + "/" + name)).map(ObjectNode::deepCopy);
    }

    /** Creates an object, or writes one as it now is; a test does so for a controller. */
    synchronized ObjectNode put(ObjectKind kind, ObjectNode object) {
        ObjectNode stored = object.deepCopy();
        ObjectNode metadata = stored.withObjectProperty("metadata");
        String key = metadata.path("namespace").asText() + "/"
                + metadata.path("name").asText();
        ObjectNode before = of(kind).get(key);
        metadata.put("resourceVersion", Long.toString(++version));
        if (before == null) {
            metadata.put("uid", "uid-" + ++made);
            metadata.put("creationTimestamp", "2026-11-21T12:00:00Z");
            metadata.put("generation", 1);
        } else if (isOtherGeneration(kind, before, stored)) {
            metadata.put("generation", before.at("/metadata/generation").asLong() + 1);
        }
        of(kind).put(key, stored);
        tell(kind, Optional.ofNullable(before), false, stored);
        return stored.deepCopy();
    }

    private static boolean isOtherGeneration(ObjectKind kind, ObjectNode before, ObjectNode after) {
        return !before.path("spec").equals(after.path("spec"))
                || (kind == ObjectKind.DEPLOYMENT
                        && !before.at("/metadata/annotations").equals(after.at("/metadata/annotations")));
    }

    /** Changes an object that is there, as a controller or somebody else does. */
    synchronized void change(ObjectKind kind, String namespace, String name, Consumer<ObjectNode> change) {
        ObjectNode object = find(kind, namespace, name).orElseThrow();
        change.accept(object);
        var unused = put(kind, object);
    }

    synchronized void delete(ObjectKind kind, String namespace, String name) {
        ObjectNode object = find(kind, namespace, name).orElseThrow();
        if (lingering) {
            object.withObjectProperty("metadata").put("deletionTimestamp", "2026-11-21T12:00:10Z");
            var unused = put(kind, object);
        } else {
            remove(kind, namespace, name);
        }
    }

    synchronized void remove(ObjectKind kind, String namespace, String name) {
        ObjectNode object = of(kind).remove(namespace + "/" + name);
        if (object != null) {
            ObjectNode before = object.deepCopy();
            object.withObjectProperty("metadata").put("resourceVersion", Long.toString(++version));
            tell(kind, Optional.of(before), true, object);
        }
    }

    /** Removes what was to be deleted. */
    synchronized void collect() {
        for (ObjectKind kind : ObjectKind.values()) {
            collect(kind);
        }
    }

    synchronized void collect(ObjectKind kind) {
        for (ObjectNode object : list(kind, "")) {
            JsonNode metadata = object.path("metadata");
            if (metadata.has("deletionTimestamp")) {
                remove(
                        kind,
                        metadata.path("namespace").asText(),
                        metadata.path("name").asText());
            }
        }
    }

    private void tell(ObjectKind kind, Optional<ObjectNode> before, boolean gone, ObjectNode object) {
        Event event = new Event(version, kind, before, gone, object.deepCopy());
        history.add(event);
        List.copyOf(watchers).forEach(watcher -> watcher.accept(event));
    }

    /** Writes what a manifest says, as server-side apply does: what it said before and no longer does goes. */
    synchronized void apply(ObjectKind kind, ObjectNode there, ObjectNode manifest) {
        ObjectNode metadata = there.withObjectProperty("metadata");
        String key = metadata.path("uid").asText();
        ObjectNode after = FakeApply.applied(there, applied.getOrDefault(key, Json.object()), manifest);
        if (!after.equals(there)) {
            var unused = put(kind, after);
        }
        applied.put(key, owned(manifest));
    }

    /** Creates what a manifest says, whose fields are the writer's from then on. */
    synchronized void create(ObjectKind kind, ObjectNode manifest) {
        applied.put(put(kind, manifest).at("/metadata/uid").asText(), owned(manifest));
    }

    /** Which object it is about is nothing that is owned. */
    private static ObjectNode owned(ObjectNode manifest) {
        ObjectNode owned = manifest.deepCopy();
        owned.withObjectProperty("metadata").remove(List.of("name", "namespace", "uid", "resourceVersion"));
        owned.remove(List.of("apiVersion", "kind"));
        return owned;
    }

    /** As an answer says it: a list says the kind once, and a client that asks for metadata gets no more. */
    static ObjectNode told(ObjectNode object, boolean metadata) {
        ObjectNode told = Json.object();
        object.properties().forEach(field -> {
            if (!metadata || field.getKey().equals("metadata")) {
                told.set(field.getKey(), field.getValue());
            }
        });
        return told;
    }
}
