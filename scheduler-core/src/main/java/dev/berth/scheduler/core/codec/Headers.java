package dev.berth.scheduler.core.codec;

import java.util.List;

/** The fields that say what a document is and whose it is. */
final class Headers {
    /** What an application says for all its workloads, or says of each by its key. */
    static final List<String> OF_THE_APPLICATION = List.of("apiVersion", "kind", "namespace", "name");

    /** What an application's defaults can't hold: each workload has its own. */
    static final List<String> NOT_SHARED = List.of("apiVersion", "kind", "namespace", "name", "tasks");

    private Headers() {}

    /** A field that always has the same value. */
    static <T> Field<T, String> constant(String name, String value) {
        return Field.required(
                name, "Always " + value + ".", new NameShape<>(List.of(value), text -> text), object -> value);
    }
}
