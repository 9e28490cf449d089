package dev.berth.scheduler.k8s;

import java.util.ArrayList;
import java.util.List;

/**
 * Gathers a list, of which only the last begin counts.
 *
 * @param <T> its elements
 */
final class Listing<T> implements KubernetesClient.ListSink<T> {
    private final List<T> all = new ArrayList<>();

    /** Asks for a list. */
    interface Question<T> {
        /** Answers the version from which a watch goes on. */
        String ask(KubernetesClient.ListSink<T> sink);
    }

    static <T> List<T> of(Question<T> question) {
        Listing<T> listing = new Listing<>();
        String unused = question.ask(listing);
        return listing.all;
    }

    List<T> all() {
        return all;
    }

    @Override
    public void tell(T object) {
        all.add(object);
    }

    @Override
    public void restart() {
        all.clear();
    }
}
