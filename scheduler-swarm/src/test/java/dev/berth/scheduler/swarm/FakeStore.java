package dev.berth.scheduler.swarm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Objects of one kind by id, in the order in which they were made; no two have one name, letter case aside. */
final class FakeStore<T> {
    private final Map<String, T> objects = new LinkedHashMap<>();
    private final Function<T, String> id;
    private final Function<T, String> name;

    FakeStore(Function<T, String> id, Function<T, String> name) {
        this.id = id;
        this.name = name;
    }

    void put(T object) {
        objects.put(id.apply(object), object);
    }

    Optional<T> byId(String wanted) {
        return Optional.ofNullable(objects.get(wanted));
    }

    /** By the whole name, as it is written, or id. */
    Optional<T> find(String nameOrId) {
        return all(object -> name.apply(object).equals(nameOrId)).stream()
                .findFirst()
                .or(() -> byId(nameOrId));
    }

    boolean isTaken(String wanted) {
        return objects.values().stream().anyMatch(object -> name.apply(object).equalsIgnoreCase(wanted));
    }

    List<T> all(Predicate<T> meant) {
        return objects.values().stream().filter(meant).toList();
    }

    List<T> all() {
        return new ArrayList<>(objects.values());
    }

    void remove(T object) {
        objects.remove(id.apply(object));
    }

    /** Whether a name begins with one of those, or there are none. */
    static boolean begins(String name, List<String> beginnings, boolean anyCase) {
        return beginnings.isEmpty()
                || beginnings.stream()
                        .anyMatch(beginning ->
                                anyCase ? lower(name).startsWith(lower(beginning)) : name.startsWith(beginning));
    }

    /** Whether all of them, {@code KEY=VALUE}, are among the labels. */
    static boolean bears(Map<String, String> labels, List<String> wanted) {
        return wanted.stream().allMatch(label -> {
            String[] parts = label.split("=", 2);
            return parts[1].equals(labels.get(parts[0]));
        });
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
