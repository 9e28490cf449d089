package dev.berth.scheduler.core.codec;

import java.util.List;
import java.util.Set;

/** The fields that say what a document is and whose it is. */
final class Headers {
    /** What an application says for all its workloads, or says of each by its key. */
    static final Set<String> OF_THE_APPLICATION = Set.of("apiVersion", "kind", "namespace", "name");

    private Headers() {}

    /** A field that always has the same value. */
    static <T> Field<T, String> constant(String name, String value) {
        return Field.required(
                name, "Always " + value + ".", new NameShape<>(List.of(value), text -> text), object -> value);
    }
}
