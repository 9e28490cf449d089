package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.Feed;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.LeaseObject;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.api.WatchEvent;
import dev.berth.scheduler.k8s.connection.ApiConnection;
import dev.berth.scheduler.k8s.connection.ApiRefusalException;
import dev.berth.scheduler.k8s.connection.ApiRequest;
import dev.berth.scheduler.k8s.connection.BodyReader;
import dev.berth.scheduler.spi.Call;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The client over {@link ApiConnection}: says requests and understands answers. */
final class ApiClient implements KubernetesClient {
    private static final String JSON = "application/json";
    private static final String METADATA = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io";
    private static final String METADATA_LIST = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";

    /** What a server answers to a manifest that can't be: unknown fields are a failure of its own to it. */
    private static final Set<Integer> REFUSED = Set.of(400, 422, 500);

    private static final int MOST_RESTARTS = 2;
    private static final String APPLY = "?fieldManager=berth&force=true";

    /** Another name than that of applies: what they don't speak of they would take away. */
    private static final String CHANGE = "?fieldManager=berth-drain";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ApiConnection connection;

    /** Connects with the first request only. */
    ApiClient(KubernetesConfig config) {
        this(new ApiConnection(KubernetesAccess.of(config)));
    }

    ApiClient(ApiConnection connection) {
        this.connection = connection;
    }

    @Override
    public Duration ahead() {
        return connection.ahead();
    }

    @Override
    public String version(Call call) {
        return read(
                ApiRequest.get("/version"),
                body -> MAPPER.readTree(body).path("gitVersion").asText(""),
                call);
    }

    @Override
    public <T> String list(
            ObjectKind kind, String namespace, String selector, Codec<T> codec, ListSink<T> sink, Call call) {
        return list(kind.path(namespace), "", selector, JSON, codec, sink, call);
    }

    @Override
    public String listMetadata(
            ObjectKind kind, String namespace, String selector, ListSink<ObjectMeta> sink, Call call) {
        return list(kind.path(namespace), "", selector, METADATA_LIST, Codec.METADATA, sink, call);
    }

    @Override
    public String podsOn(String node, String selector, ListSink<PodObject> sink, Call call) {
        return list(ObjectKind.POD.path(""), "spec.nodeName=" + node, selector, JSON, Codec.PODS, sink, call);
    }

    private <T> String list(
            String path, String fields, String selector, String accept, Codec<T> codec, ListSink<T> sink, Call call) {
        int restarts = 0;
        String continuation = "";
        while (true) {
            ApiRequest request = ApiRequest.get(Paths.list(path, fields, selector, continuation), accept);
            try {
                Codec.Page page = connection.ask(request, body -> codec.page(body, sink::tell), call);
                if (page.continuation().isEmpty()) {
                    return page.resourceVersion();
                }
                continuation = page.continuation();
            } catch (ApiRefusalException e) {
                if (!KubernetesErrors.isExpired(e) || restarts == MOST_RESTARTS) {
                    throw KubernetesErrors.of(request.toString(), false, e);
                }
                restarts++;
                continuation = "";
                sink.restart();
            }
        }
    }

    @Override
    public <T> Feed<WatchEvent<T>> watch(
            ObjectKind kind, String namespace, String selector, String resourceVersion, Codec<T> codec, Call call) {
        return watch(Paths.watch(kind.path(namespace), selector, resourceVersion), JSON, codec, call);
    }

    @Override
    public Feed<WatchEvent<ObjectMeta>> watchMetadata(
            ObjectKind kind, String namespace, String selector, String resourceVersion, Call call) {
        return watch(Paths.watch(kind.path(namespace), selector, resourceVersion), METADATA, Codec.METADATA, call);
    }

    private <T> Feed<WatchEvent<T>> watch(String path, String accept, Codec<T> codec, Call call) {
        ApiRequest request = ApiRequest.get(path, accept);
        return refusing(request, () -> connection.open(request, Lines.events(codec), call));
    }

    @Override
    public <T> Optional<T> get(ObjectKind kind, String namespace, String name, Codec<T> codec, Call call) {
        return optional(ApiRequest.get(kind.path(namespace, name)), codec, call);
    }

    @Override
    public Optional<ObjectMeta> metadata(ObjectKind kind, String namespace, String name, Call call) {
        return optional(ApiRequest.get(kind.path(namespace, name), METADATA), Codec.METADATA, call);
    }

    private <T> Optional<T> optional(ApiRequest request, Codec<T> codec, Call call) {
        return refusing(request, () -> {
            try {
                return Optional.of(connection.ask(request, codec::one, call));
            } catch (ApiRefusalException e) {
                if (KubernetesErrors.isAbsent(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    @Override
    public boolean create(ObjectKind kind, String namespace, String manifest, Call call) {
        return write(ApiRequest.post(kind.path(namespace), manifest), KubernetesErrors::isTaken, call);
    }

    /** What was posted would be ours no more: a server-side apply takes nothing away that another kind of request wrote. */
    @Override
    public boolean createOwned(ObjectKind kind, String namespace, String name, String manifest, Call call) {
        String document = Manifests.creation(manifest);
        return write(ApiRequest.apply(kind.path(namespace, name) + APPLY, document), KubernetesErrors::isStale, call);
    }

    @Override
    public boolean apply(ObjectKind kind, String namespace, String name, String manifest, Call call) {
        return write(ApiRequest.apply(kind.path(namespace, name) + APPLY, manifest), ApiClient::isMoved, call);
    }

    @Override
    public Optional<String> refusal(ObjectKind kind, String namespace, String name, String manifest, Call call) {
        ApiRequest request = ApiRequest.apply(kind.path(namespace, name) + APPLY + "&dryRun=All", manifest);
        return refusing(request, () -> {
            try {
                return connection.ask(request, body -> Optional.empty(), call);
            } catch (ApiRefusalException e) {
                if (KubernetesErrors.isAbsent(e)) {
                    return Optional.empty();
                }
                if (REFUSED.contains(e.status())) {
                    return Optional.of(RefusalWords.shown(e.words()));
                }
                throw e;
            }
        });
    }

    @Override
    public boolean delete(ObjectKind kind, String namespace, String name, String uid, Call call) {
        return delete(kind, namespace, name, Manifests.deletion(uid).put("propagationPolicy", "Foreground"), call);
    }

    @Override
    public boolean deleteFirst(ObjectKind kind, String namespace, String name, String uid, Call call) {
        return delete(kind, namespace, name, Manifests.deletion(uid).put("propagationPolicy", "Background"), call);
    }

    private boolean delete(ObjectKind kind, String namespace, String name, ObjectNode options, Call call) {
        return write(ApiRequest.delete(kind.path(namespace, name), options.toString()), ApiClient::isMoved, call);
    }

    @Override
    public boolean createNamespace(String name, Call call) {
        return create(ObjectKind.NAMESPACE, "", Manifests.namespace(name), call);
    }

    @Override
    public Feed<String> logs(String namespace, String pod, LogOptions options, Call call) {
        ApiRequest request = ApiRequest.get(Paths.log(ObjectKind.POD.path(namespace, pod), options), "*/*");
        return refusing(request, () -> connection.open(request, Lines.TEXT, call));
    }

    @Override
    public boolean evict(String namespace, String pod, String uid, Call call) {
        ApiRequest request = ApiRequest.post(
                ObjectKind.POD.path(namespace, pod) + "/eviction", Manifests.eviction(namespace, pod, uid));
        return write(request, refusal -> KubernetesErrors.isBudgeted(refusal) || isMoved(refusal), call);
    }

    @Override
    public boolean cordon(ObjectMeta node, boolean cordoned, boolean draining, Call call) {
        return change(ObjectKind.NODE, node, Manifests.cordon(node, cordoned, draining), call);
    }

    @Override
    public boolean change(ObjectKind kind, ObjectMeta object, String patch, Call call) {
        String path = kind.path(object.namespace(), object.name()) + CHANGE;
        return write(ApiRequest.merge(path, patch), ApiClient::isMoved, call);
    }

    @Override
    public Optional<LeaseObject> lease(String namespace, String name, Call call) {
        return get(ObjectKind.LEASE, namespace, name, Codec.LEASES, call);
    }

    @Override
    public boolean updateLease(String namespace, String name, String manifest, Call call) {
        return write(ApiRequest.put(ObjectKind.LEASE.path(namespace, name), manifest), ApiClient::isMoved, call);
    }

    @Override
    public boolean mayDo(String verb, String group, String resource, String namespace, Call call) {
        ApiRequest request = ApiRequest.post(
                "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                Manifests.review(verb, group, resource, namespace));
        return read(
                request,
                body -> MAPPER.readTree(body).path("status").path("allowed").asBoolean(false),
                call);
    }

    private <T> T read(ApiRequest request, BodyReader<T> reader, Call call) {
        return refusing(request, () -> connection.ask(request, reader, call));
    }

    /** Answers false where a refusal means that the write was not needed or lost a race. */
    private boolean write(ApiRequest request, Predicate<ApiRefusalException> expected, Call call) {
        return refusing(request, () -> {
            try {
                return connection.ask(request, body -> true, call);
            } catch (ApiRefusalException e) {
                if (expected.test(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    private static boolean isMoved(ApiRefusalException refusal) {
        return KubernetesErrors.isStale(refusal) || KubernetesErrors.isAbsent(refusal);
    }

    private static <T> T refusing(ApiRequest request, Asking<T> asking) {
        try {
            return asking.ask();
        } catch (ApiRefusalException e) {
            throw KubernetesErrors.of(request.toString(), request.isWrite(), e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    private interface Asking<T> {
        T ask() throws ApiRefusalException;
    }
}
