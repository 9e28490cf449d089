package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.LeaseObject;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.api.WatchEvent;
import dev.berth.scheduler.k8s.connection.ApiRefusalException;
import dev.berth.scheduler.k8s.connection.StatusObject;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.k8s.render.ManifestText;
import dev.berth.scheduler.spi.Call;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * An API server in memory: what it keeps, compares and refuses, and nothing that runs. Objects are JSON that goes through the
 * codecs, as an answer does. Thread-safe.
 */
final class FakeKubernetes implements KubernetesClient {
    final FakeObjects objects = new FakeObjects();
    final Set<String> namespaces = new HashSet<>(Set.of("default", Rendering.ID.namespace()));

    volatile String version = "v1.34.4";

    /** What a pod's container printed, by {@code NAMESPACE/POD/CONTAINER}, with {@code /previous} for the run before. */
    final Map<String, BiFunction<LogOptions, Call, Feed<String>>> logs = new HashMap<>();

    /** What a dry run would say. */
    final Map<ObjectKind, String> refusals = new HashMap<>();

    /** How many pods may still be evicted, by namespace; any number where nothing is said. */
    final Map<String, Integer> budgets = new HashMap<>();

    private final List<FakeFeed<?>> watches = new ArrayList<>();

    /** How wrong the clock of those is who ask. */
    Duration ahead = Duration.ZERO;

    @Override
    public Duration ahead() {
        return ahead;
    }

    @Override
    public String version(Call call) {
        call.check("GET /version", Effect.NONE);
        return version;
    }

    @Override
    public <T> String list(
            ObjectKind kind, String namespace, String selector, Codec<T> codec, ListSink<T> sink, Call call) {
        return list(kind, namespace, selector, codec, sink, false, call);
    }

    @Override
    public String listMetadata(
            ObjectKind kind, String namespace, String selector, ListSink<ObjectMeta> sink, Call call) {
        return list(kind, namespace, selector, Codec.METADATA, sink, true, call);
    }

    private <T> String list(
            ObjectKind kind,
            String namespace,
            String selector,
            Codec<T> codec,
            ListSink<T> sink,
            boolean metadata,
            Call call) {
        call.check("GET " + kind.path(namespace), Effect.NONE);
        ObjectNode answer = Json.object();
        synchronized (objects) {
            answer.putObject("metadata").put("resourceVersion", Long.toString(objects.version()));
            ArrayNode items = answer.putArray("items");
            for (ObjectNode object : objects.list(kind, namespace)) {
                if (FakeSelector.matches(selector, object)) {
                    ObjectNode item = FakeObjects.told(object, metadata);
                    item.remove(List.of("kind", "apiVersion"));
                    items.add(item);
                }
            }
        }
        return parsed(() -> codec.page(stream(answer), sink::tell)).resourceVersion();
    }

    @Override
    public <T> Feed<WatchEvent<T>> watch(
            ObjectKind kind, String namespace, String selector, String resourceVersion, Codec<T> codec, Call call) {
        return watch(kind, namespace, selector, resourceVersion, codec, false, call);
    }

    @Override
    public Feed<WatchEvent<ObjectMeta>> watchMetadata(
            ObjectKind kind, String namespace, String selector, String resourceVersion, Call call) {
        return watch(kind, namespace, selector, resourceVersion, Codec.METADATA, true, call);
    }

    private <T> Feed<WatchEvent<T>> watch(
            ObjectKind kind,
            String namespace,
            String selector,
            String resourceVersion,
            Codec<T> codec,
            boolean metadata,
            Call call) {
        call.check("GET " + kind.path(namespace) + "?watch=1", Effect.NONE);
        FakeFeed<WatchEvent<T>> feed = new FakeFeed<>(call);
        synchronized (objects) {
            long from = Long.parseLong(resourceVersion);
            if (from < objects.oldest()) {
                feed.tell(new WatchEvent.Failed<>(410, "too old resource version: " + from));
                feed.finish();
                return feed;
            }
            Consumer<FakeObjects.Event> watcher = new Consumer<>() {
                @Override
                public void accept(FakeObjects.Event event) {
                    if (feed.ended()) {
                        objects.unwatch(this);
                    } else if (event.kind() == kind) {
                        event.type(object -> isMeant(object, namespace, selector))
                                .ifPresent(type -> feed.tell(event(type, event.object(), codec, metadata)));
                    }
                }
            };
            objects.since(from).forEach(watcher);
            objects.watch(watcher);
            watches.add(feed);
        }
        return feed;
    }

    /** As each server does with every watch after a while. */
    void endWatches() {
        synchronized (objects) {
            watches.forEach(FakeFeed::finish);
            watches.clear();
        }
    }

    private static boolean isMeant(ObjectNode object, String namespace, String selector) {
        return (namespace.isEmpty() || object.at("/metadata/namespace").asText().equals(namespace))
                && FakeSelector.matches(selector, object);
    }

    private static <T> WatchEvent<T> event(String type, ObjectNode object, Codec<T> codec, boolean metadata) {
        ObjectNode line = Json.object().put("type", type);
        line.set("object", FakeObjects.told(object, metadata));
        byte[] bytes = bytes(line);
        return parsed(() -> codec.event(bytes, bytes.length));
    }

    @Override
    public String podsOn(String node, String selector, ListSink<PodObject> sink, Call call) {
        return list(
                ObjectKind.POD,
                "",
                selector,
                Codec.PODS,
                new ListSink<>() {
                    @Override
                    public void tell(PodObject pod) {
                        if (pod.node().equals(node)) {
                            sink.tell(pod);
                        }
                    }

                    @Override
                    public void restart() {
                        sink.restart();
                    }
                },
                call);
    }

    @Override
    public <T> Optional<T> get(ObjectKind kind, String namespace, String name, Codec<T> codec, Call call) {
        call.check("GET " + kind.path(namespace, name), Effect.NONE);
        return objects.find(kind, namespace, name).map(found -> parsed(() -> codec.one(stream(found))));
    }

    @Override
    public Optional<ObjectMeta> metadata(ObjectKind kind, String namespace, String name, Call call) {
        return get(kind, namespace, name, Codec.METADATA, call);
    }

    @Override
    public boolean create(ObjectKind kind, String namespace, String manifest, Call call) {
        return create(kind, namespace, manifest, object -> objects.put(kind, object), call);
    }

    @Override
    public boolean createOwned(ObjectKind kind, String namespace, String name, String manifest, Call call) {
        return create(kind, namespace, manifest, object -> objects.create(kind, object), call);
    }

    private boolean create(
            ObjectKind kind, String namespace, String manifest, Consumer<ObjectNode> creation, Call call) {
        String request = "POST " + kind.path(namespace);
        call.check(request, Effect.NONE);
        ObjectNode object = ManifestText.read(manifest);
        synchronized (objects) {
            if (!namespace.isEmpty() && !namespaces.contains(namespace)) {
                throw refused(request, 404, "NotFound", "namespaces \"" + namespace + "\" not found");
            }
            if (!namespace.isEmpty()) {
                object.withObjectProperty("metadata").put("namespace", namespace);
            }
            if (objects.find(kind, namespace, object.at("/metadata/name").asText())
                    .isPresent()) {
                return false;
            }
            creation.accept(object);
            return true;
        }
    }

    @Override
    public boolean apply(ObjectKind kind, String namespace, String name, String manifest, Call call) {
        call.check("PATCH " + kind.path(namespace, name), Effect.NONE);
        ObjectNode wanted = ManifestText.read(manifest);
        synchronized (objects) {
            Optional<ObjectNode> there = objects.find(kind, namespace, name);
            if (there.isEmpty() || !isSame(there.get(), wanted)) {
                return false;
            }
            objects.apply(kind, there.get(), wanted);
            return true;
        }
    }

    private static boolean isSame(ObjectNode there, ObjectNode wanted) {
        JsonNode state = wanted.path("metadata");
        return List.of("uid", "resourceVersion").stream()
                .allMatch(field -> state.path(field)
                        .asText()
                        .equals(there.path("metadata").path(field).asText()));
    }

    @Override
    public Optional<String> refusal(ObjectKind kind, String namespace, String name, String manifest, Call call) {
        return Optional.ofNullable(refusals.get(kind));
    }

    @Override
    public boolean delete(ObjectKind kind, String namespace, String name, String uid, Call call) {
        call.check("DELETE " + kind.path(namespace, name), Effect.NONE);
        synchronized (objects) {
            boolean there = objects.find(kind, namespace, name)
                    .filter(found -> found.at("/metadata/uid").asText().equals(uid))
                    .isPresent();
            if (there) {
                objects.delete(kind, namespace, name);
            }
            return there;
        }
    }

    @Override
    public boolean deleteFirst(ObjectKind kind, String namespace, String name, String uid, Call call) {
        boolean there = delete(kind, namespace, name, uid, call);
        if (there) {
            objects.collect(kind);
        }
        return there;
    }

    @Override
    public boolean createNamespace(String name, Call call) {
        call.check("POST /api/v1/namespaces", Effect.NONE);
        synchronized (objects) {
            return namespaces.add(name);
        }
    }

    @Override
    public Feed<String> logs(String namespace, String pod, LogOptions options, Call call) {
        String key = namespace + "/" + pod + "/" + options.container() + (options.previous() ? "/previous" : "");
        BiFunction<LogOptions, Call, Feed<String>> printed = logs.get(key);
        if (printed == null) {
            throw refused("GET " + key, 404, "NotFound", "pods \"" + pod + "\" not found");
        }
        return printed.apply(options, call);
    }

    @Override
    public boolean evict(String namespace, String pod, String uid, Call call) {
        synchronized (objects) {
            int left = budgets.getOrDefault(namespace, Integer.MAX_VALUE);
            if (left == 0 || !delete(ObjectKind.POD, namespace, pod, uid, call)) {
                return false;
            }
            budgets.computeIfPresent(namespace, (same, now) -> now - 1);
            return true;
        }
    }

    @Override
    public boolean cordon(ObjectMeta node, boolean cordoned, boolean draining, Call call) {
        return change(ObjectKind.NODE, node, Manifests.cordon(node, cordoned, draining), call);
    }

    @Override
    public boolean change(ObjectKind kind, ObjectMeta object, String patch, Call call) {
        call.check("PATCH " + kind + " " + object.name(), Effect.NONE);
        ObjectNode wanted = Json.read(patch);
        synchronized (objects) {
            boolean current = objects.find(kind, object.namespace(), object.name())
                    .filter(found -> FakePatch.isMeant(wanted, found))
                    .isPresent();
            if (current) {
                objects.change(kind, object.namespace(), object.name(), found -> FakePatch.merge(wanted, found));
            }
            return current;
        }
    }

    @Override
    public Optional<LeaseObject> lease(String namespace, String name, Call call) {
        return get(ObjectKind.LEASE, namespace, name, Codec.LEASES, call);
    }

    @Override
    public boolean updateLease(String namespace, String name, String manifest, Call call) {
        call.check("PUT lease " + name, Effect.NONE);
        ObjectNode wanted = Json.read(manifest);
        synchronized (objects) {
            Optional<ObjectNode> there = objects.find(ObjectKind.LEASE, namespace, name)
                    .filter(found ->
                            found.at("/metadata/resourceVersion").equals(wanted.at("/metadata/resourceVersion")));
            there.ifPresent(found ->
                    objects.change(ObjectKind.LEASE, namespace, name, lease -> lease.set("spec", wanted.path("spec"))));
            return there.isPresent();
        }
    }

    @Override
    public boolean mayDo(String verb, String group, String resource, String namespace, Call call) {
        return true;
    }

    @Override
    public void close() {}

    static RuntimeException refused(String request, int status, String reason, String message) {
        return KubernetesErrors.of(
                request,
                request.startsWith("POST"),
                new ApiRefusalException(
                        status, new StatusObject(reason, message, "", "", List.of()), Optional.empty()));
    }

    private interface Parsing<T> {
        T parse() throws IOException;
    }

    private static <T> T parsed(Parsing<T> parsing) {
        try {
            return parsing.parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(ObjectNode answer) {
        return Json.write(answer).getBytes(StandardCharsets.UTF_8);
    }

    private static InputStream stream(ObjectNode answer) {
        return new ByteArrayInputStream(bytes(answer));
    }
}
