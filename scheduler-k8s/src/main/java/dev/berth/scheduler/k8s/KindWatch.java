package dev.berth.scheduler.k8s;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.k8s.KindWatch.News.Broken;
import dev.berth.scheduler.k8s.KindWatch.News.Expired;
import dev.berth.scheduler.k8s.KindWatch.News.Fact;
import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.api.WatchEvent;
import dev.berth.scheduler.spi.Call;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What is there of one kind, and then its changes. A stream that ends, as when a server is started again, or that
 * nothing comes on any more, is opened anew from where it ended.
 *
 * @param <T> what objects are read as
 */
final class KindWatch<T> {
    /** How long a change may wait for somebody who is yet to take earlier ones, before it is looked whether he still wants. */
    private static final long PATIENCE_MILLIS = 200;

    /** A server tells where it is about once a minute: of a stream that is silent for longer the connection may be gone. */
    static final Duration SILENCE = Duration.ofMinutes(3);

    private final KubernetesClient client;
    private final ObjectKind kind;
    private final String namespace;
    private final String selector;
    private final Codec<T> codec;
    private final Function<T, ObjectMeta> metadata;
    private final BiConsumer<WatchEvent.Change, T> facts;
    private final Duration silence;
    private String version = "";

    KindWatch(
            KubernetesClient client,
            ObjectKind kind,
            String namespace,
            String selector,
            Codec<T> codec,
            Function<T, ObjectMeta> metadata,
            BiConsumer<WatchEvent.Change, T> facts) {
        this(client, kind, namespace, selector, codec, metadata, facts, SILENCE);
    }

    /** @param silence how long nothing may come before the stream is opened anew */
    KindWatch(
            KubernetesClient client,
            ObjectKind kind,
            String namespace,
            String selector,
            Codec<T> codec,
            Function<T, ObjectMeta> metadata,
            BiConsumer<WatchEvent.Change, T> facts,
            Duration silence) {
        this.client = client;
        this.kind = kind;
        this.namespace = namespace;
        this.selector = selector;
        this.codec = codec;
        this.metadata = metadata;
        this.facts = facts;
        this.silence = silence;
    }

    /** What a watch has to say. */
    sealed interface News {
        /** Something changed. */
        record Fact(Runnable change) implements News {}

        /** Its beginning lies too far back: all is to be listed anew. */
        record Expired() implements News {}

        /** It can't go on. */
        record Broken(SchedulerException failure) implements News {}
    }

    /** One request. */
    void list(Call call) {
        Listing<T> listing = new Listing<>();
        version = client.list(kind, namespace, selector, codec, listing, call);
        listing.all().forEach(object -> facts.accept(WatchEvent.Change.ADDED, object));
    }

    /** Puts all changes since the list into {@code news}, until the call is cancelled. One request at a time. */
    void follow(BlockingQueue<News> news, Call call) {
        try {
            boolean more = true;
            while (more && !call.isCancelled()) {
                more = followOnce(news, call);
            }
        } catch (SchedulerException e) {
            put(new Broken(e), news, call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            put(
                    new Broken(new BackendException("the watch of " + kind.plural() + " failed", Effect.NONE, "", e)),
                    news,
                    call);
        }
    }

    /** Until the stream ends or is silent; false when it can't be opened anew. */
    private boolean followOnce(BlockingQueue<News> news, Call call) throws InterruptedException {
        try (Feed<WatchEvent<T>> feed = client.watch(kind, namespace, selector, version, codec, call)) {
            while (!feed.ended() && !call.isCancelled()) {
                WatchEvent<T> event = feed.poll(silence).orElse(null);
                if (event == null) {
                    return true;
                }
                if (event instanceof WatchEvent.Failed<T>) {
                    put(new Expired(), news, call);
                    return false;
                }
                if (event instanceof WatchEvent.Bookmark<T> bookmark) {
                    version = bookmark.resourceVersion();
                } else if (event instanceof WatchEvent.Changed<T> changed) {
                    version = metadata.apply(changed.object()).resourceVersion();
                    put(new Fact(() -> facts.accept(changed.change(), changed.object())), news, call);
                }
            }
        }
        return true;
    }

    private static void put(News one, BlockingQueue<News> news, Call call) {
        try {
            boolean taken = false;
            while (!taken && !call.isCancelled()) {
                taken = news.offer(one, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
