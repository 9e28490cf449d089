package dev.berth.scheduler.core.adapter;

import dev.berth.scheduler.spi.Sink;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Things of one kind as they were told last, each by its id. Of one thread.
 *
 * @param <I> ids
 * @param <T> things
 */
public final class ToldThings<I, T> {
    private final Function<T, I> id;
    private final BiConsumer<Sink, T> changed;
    private final BiConsumer<Sink, I> gone;
    private Map<I, T> last = new HashMap<>();

    public ToldThings(Function<T, I> id, BiConsumer<Sink, T> changed, BiConsumer<Sink, I> gone) {
        this.id = id;
        this.changed = changed;
        this.gone = gone;
    }

    /** Adds what is new, changed or gone since. */
    public void changes(Collection<T> all, List<Consumer<Sink>> facts) {
        Map<I, T> now = new HashMap<>();
        for (T thing : all) {
            I key = id.apply(thing);
            now.put(key, thing);
            if (!thing.equals(last.get(key))) {
                facts.add(sink -> changed.accept(sink, thing));
            }
        }
        last.keySet().stream()
                .filter(key -> !now.containsKey(key))
                .forEach(key -> facts.add(sink -> gone.accept(sink, key)));
        last = now;
    }
}
