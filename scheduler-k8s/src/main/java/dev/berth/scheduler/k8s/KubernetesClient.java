package dev.berth.scheduler.k8s;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.LeaseObject;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.api.WatchEvent;
import dev.berth.scheduler.spi.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All input and output of this adapter: one request for each method, but one for each page of a list. Every method ends by
 * its call's deadline and fails with a {@code SchedulerException} only; no write is sent again but one that the server said
 * it had no time for. Namespaces are empty for objects of the whole cluster and for lists of all namespaces. Thread-safe.
 */
interface KubernetesClient extends AutoCloseable {
    /**
     * By how much the server's clock is ahead of the one here, as its last answer said, to a second; nothing until there was one. No
     * request.
     */
    Duration ahead();

    /** The server's version, such as {@code v1.34.4}. */
    String version(Call call);

    /**
     * Tells each object while the answer is read, so that a long list takes no more room than one.
     *
     * @param selector of labels; empty for all
     * @return the version from which a watch goes on
     */
    <T> String list(ObjectKind kind, String namespace, String selector, Codec<T> codec, ListSink<T> sink, Call call);

    /** The same with metadata only, which is a small part of what is sent otherwise. */
    String listMetadata(ObjectKind kind, String namespace, String selector, ListSink<ObjectMeta> sink, Call call);

    /** Tells changes after {@code resourceVersion} until it is closed. */
    <T> Feed<WatchEvent<T>> watch(
            ObjectKind kind, String namespace, String selector, String resourceVersion, Codec<T> codec, Call call);

    /** The same with metadata only. */
    Feed<WatchEvent<ObjectMeta>> watchMetadata(
            ObjectKind kind, String namespace, String selector, String resourceVersion, Call call);

    /**
     * Tells the pods of a node.
     *
     * @param selector of labels; empty for all
     * @return the version of the list
     */
    String podsOn(String node, String selector, ListSink<PodObject> sink, Call call);

    <T> Optional<T> get(ObjectKind kind, String namespace, String name, Codec<T> codec, Call call);

    /** Of a Secret, too, no values are told. */
    Optional<ObjectMeta> metadata(ObjectKind kind, String namespace, String name, Call call);

    /**
     * Creates an object.
     *
     * @param manifest as JSON
     * @return false when one of this name exists
     */
    boolean create(ObjectKind kind, String namespace, String manifest, Call call);

    /**
     * Creates an object whose fields are ours from then on, so that an {@link #apply} without one takes it away.
     *
     * @param manifest as YAML
     * @return false when one of this name exists
     */
    boolean createOwned(ObjectKind kind, String namespace, String name, String manifest, Call call);

    /**
     * Changes an object to what {@code manifest} says of it, by server-side apply.
     *
     * @param manifest as YAML, with the uid and the resourceVersion that it was planned on
     * @return false when it is no longer that object in that state, or gone; nothing was changed then
     */
    boolean apply(ObjectKind kind, String namespace, String name, String manifest, Call call);

    /**
     * Why a server would refuse to {@link #apply} it, by a dry run: nothing is changed.
     *
     * @param manifest as YAML
     * @return empty when it would not, or can't tell as the namespace isn't there yet
     */
    Optional<String> refusal(ObjectKind kind, String namespace, String name, String manifest, Call call);

    /**
     * Asks for the deletion of an object and of what belongs to it; it is gone when that is.
     *
     * @return false when there is none of this name and uid
     */
    boolean delete(ObjectKind kind, String namespace, String name, String uid, Call call);

    /** The same, but that it is gone at once, and what belongs to it a while later. */
    boolean deleteFirst(ObjectKind kind, String namespace, String name, String uid, Call call);

    /**
     * Makes a namespace.
     *
     * @return false when there is one
     */
    boolean createNamespace(String name, Call call);

    /** Lines of a container, each with its time before it, in pieces where they are very long. */
    Feed<String> logs(String namespace, String pod, LogOptions options, Call call);

    /**
     * Deletes a pod within the limits of disruption budgets.
     *
     * @return false when a budget forbids it now, or the pod is gone, be there another one of its name
     */
    boolean evict(String namespace, String pod, String uid, Call call);

    /**
     * Lets nothing more be placed on a node, or lets it again, and says whether what is there is to leave.
     *
     * @return false when the node is no longer in that state
     */
    boolean cordon(ObjectMeta node, boolean cordoned, boolean draining, Call call);

    /**
     * Changes some fields of an object, without making them ours.
     *
     * @param patch a JSON merge patch, with the uid of the object and perhaps its resourceVersion
     * @return false when it is no longer that object in that state, or gone
     */
    boolean change(ObjectKind kind, ObjectMeta object, String patch, Call call);

    /** A lease, by its name. */
    Optional<LeaseObject> lease(String namespace, String name, Call call);

    /**
     * Replaces a lease.
     *
     * @param manifest as JSON, with the uid and the resourceVersion it was read with; without a uid one that is gone is made
     * @return false when it was changed since, or is gone
     */
    boolean updateLease(String namespace, String name, String manifest, Call call);

    /**
     * Whether we may do this.
     *
     * @param verb such as {@code create}
     * @param group such as {@code apps}; empty for the core
     * @param resource such as {@code deployments}
     */
    boolean mayDo(String verb, String group, String resource, String namespace, Call call);

    /**
     * Where a list goes.
     *
     * @param <T> what objects are read as
     */
    interface ListSink<T> {
        void tell(T object);

        /** Forget what was told: the list took so long that it begins anew. */
        void restart();
    }

    /**
     * Which lines.
     *
     * @param container empty for the only one
     * @param since whole seconds count
     * @param tail at most so many lines, the last ones
     * @param follow whether to wait for lines yet to come
     * @param previous whether those of the run before the present one are meant
     */
    record LogOptions(String container, Optional<Instant> since, OptionalInt tail, boolean follow, boolean previous) {}

    @Override
    void close();
}
