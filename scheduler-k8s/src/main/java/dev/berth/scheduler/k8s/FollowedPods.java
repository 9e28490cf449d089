package dev.berth.scheduler.k8s;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.api.WatchEvent;
import dev.berth.scheduler.k8s.api.WatchEvent.Change;
import dev.berth.scheduler.k8s.api.WatchEvent.Changed;
import dev.berth.scheduler.spi.Call;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pods there are, and how they change. It goes on where a server ends its stream, as each does with every watch after a
 * while: between half an hour and an hour, unless {@code --min-request-timeout} says otherwise.
 */
final class FollowedPods implements AutoCloseable {
    /** Servers tell each stream a bookmark every minute; one that tells none is not to be asked for ever. */
    private static final int MOST_IN_VAIN = 3;

    private final KubernetesClient client;
    private final String namespace;
    private final String selector;
    private final Consumer<Changed<PodObject>> facts;
    private final Runnable silent;
    private final Duration silence;
    private final Call call;
    private String version = "";
    private @Nullable Feed<WatchEvent<PodObject>> changes;
    /** How many streams began since one told anything. */
    private int inVain;

    private long heard;
    private boolean closed;

    /**
     * @param facts pods that are there are told as ADDED, once more where the server has forgotten what came between
     * @param silent told when nothing came for {@code silence}: the connection may be gone, and those of other streams
     */
    FollowedPods(
            KubernetesClient client,
            String namespace,
            String selector,
            Consumer<Changed<PodObject>> facts,
            Runnable silent,
            Duration silence,
            Call call) {
        this.client = client;
        this.namespace = namespace;
        this.selector = selector;
        this.facts = facts;
        this.silent = silent;
        this.silence = silence;
        this.call = call;
    }

    /** One request. */
    void list() {
        Listing<PodObject> there = new Listing<>();
        version = client.list(ObjectKind.POD, namespace, selector, Codec.PODS, there, call);
        there.all().forEach(pod -> facts.accept(new Changed<>(Change.ADDED, pod)));
    }

    /** One request; before it {@link #list}. */
    void follow() {
        changes = client.watch(ObjectKind.POD, namespace, selector, version, Codec.PODS, call);
        heard = System.nanoTime();
    }

    /**
     * Takes in one change, of those that follow.
     *
     * @return false when none came in time
     * @throws ContactException when the server is gone
     */
    boolean take(Duration timeout) throws InterruptedException {
        Feed<WatchEvent<PodObject>> stream = changes;
        if (stream == null) {
            return false;
        }
        WatchEvent<PodObject> event = stream.poll(timeout).orElse(null);
        if (event != null) {
            heard = System.nanoTime();
            take(event, stream);
        } else if (stream.ended() && !closed) {
            followAgain(stream);
        } else if (!closed && System.nanoTime() - heard >= silence.toNanos()) {
            followAgain(stream);
            silent.run();
        }
        return event != null;
    }

    private void take(WatchEvent<PodObject> event, Feed<WatchEvent<PodObject>> stream) {
        if (event instanceof WatchEvent.Bookmark<PodObject> bookmark) {
            version = bookmark.resourceVersion();
            inVain = 0;
        } else if (event instanceof Changed<PodObject> changed) {
            version = changed.object().metadata().resourceVersion();
            inVain = 0;
            facts.accept(changed);
        } else if (event instanceof WatchEvent.Failed<PodObject>) {
            list();
            followAgain(stream);
        }
    }

    private void followAgain(Feed<WatchEvent<PodObject>> ended) {
        ended.close();
        if (inVain++ == MOST_IN_VAIN) {
            throw ContactException.unavailable(
                    "the server ended its stream of changes of pods again and again", Effect.NONE, null);
        }
        follow();
    }

    @Override
    public void close() {
        closed = true;
        Feed<WatchEvent<PodObject>> stream = changes;
        if (stream != null) {
            stream.close();
        }
    }
}
