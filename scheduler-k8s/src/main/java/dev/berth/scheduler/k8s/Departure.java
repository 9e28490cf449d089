package dev.berth.scheduler.k8s;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.api.WatchEvent;
import dev.berth.scheduler.spi.Call;
import java.time.Duration;
import java.util.Optional;

/** Waits until an object that is being deleted is gone: its pods stop first. */
final class Departure {
    /** A watch that was cut off unseen is begun anew after it. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final KubernetesClient client;

    Departure(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Two requests, and more where it takes long; returns as well when it can't tell any more.
     *
     * @param object as it was seen
     */
    void await(ObjectKind kind, ObjectMeta object, Call call) {
        String what = "waiting until " + kind.word() + " " + object.namespace() + "/" + object.name() + " is gone";
        String selector = selector(object);
        Listing<ObjectMeta> there = new Listing<>();
        String version = client.listMetadata(kind, object.namespace(), selector, there, call);
        if (there.all().stream().noneMatch(one -> one.uid().equals(object.uid()))) {
            return;
        }
        try (Feed<WatchEvent<ObjectMeta>> changes =
                client.watchMetadata(kind, object.namespace(), selector, version, call)) {
            long end = System.nanoTime() + LOOK.toNanos();
            while (!changes.ended() && System.nanoTime() < end) {
                call.check(what, Effect.NONE);
                if (changes.poll(wait(call))
                        .filter(event -> isEnd(object, event))
                        .isPresent()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ContactException.cancelled(what + " was cancelled", Effect.NONE);
        }
    }

    private static Duration wait(Call call) {
        Duration left = call.remaining();
        return left.compareTo(LOOK) < 0 ? left : LOOK;
    }

    private static String selector(ObjectMeta object) {
        return Optional.ofNullable(object.labels().get(KubernetesLabels.OWNER))
                .map(owner -> KubernetesLabels.OWNER + "=" + owner)
                .orElse("");
    }

    private static boolean isEnd(ObjectMeta object, WatchEvent<ObjectMeta> event) {
        if (event instanceof WatchEvent.Changed<ObjectMeta> changed) {
            return changed.change() == WatchEvent.Change.DELETED
                    && changed.object().uid().equals(object.uid());
        }
        return event instanceof WatchEvent.Failed;
    }
}
