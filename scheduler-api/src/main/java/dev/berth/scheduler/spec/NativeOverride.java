package dev.berth.scheduler.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A document merged into what one type of backend is sent (rule OVR-1). It marks the spec non-portable. Kept as a
 * plain tree of maps, lists, texts, numbers and booleans, so that it survives a client without that adapter.
 */
public final class NativeOverride {
    private final String backendType;
    private final Map<String, Object> document;

    private NativeOverride(String backendType, Map<String, Object> document) {
        this.backendType = backendType;
        this.document = document;
    }

    /**
     * An override for the backends of one type.
     *
     * @param document never shown in messages: maps with text keys, lists, texts, whole numbers as {@code Long}, others as {@code Double},
     *     booleans; it is copied
     * @throws IllegalArgumentException when it holds anything else
     */
    public static NativeOverride of(String backendType, Map<String, ?> document) {
        return new NativeOverride(backendType, copyMap(document));
    }

    public String backendType() {
        return backendType;
    }

    /** Unmodifiable at every depth; keys in alphabetical order. */
    public Map<String, Object> document() {
        return document;
    }

    private static Map<String, Object> copyMap(Map<?, ?> map) {
        Map<String, Object> copy = new TreeMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), copyOf(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static Object copyOf(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return copyMap(map);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(copyOf(element)));
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof String || value instanceof Long || value instanceof Double || value instanceof Boolean) {
            return value;
        }
        throw new IllegalArgumentException("an override holds maps, lists, texts, numbers and booleans, not "
                + (value == null ? "null" : value.getClass().getName()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NativeOverride that
                && backendType.equals(that.backendType)
                && document.equals(that.document);
    }

    @Override
    public int hashCode() {
        return Objects.hash(backendType, document);
    }
    /** Without the document: it may hold what is secret (rule SEC-1). */
    @Override
    public String toString() {
        return "NativeOverride[" + backendType + "]";
    }
}
