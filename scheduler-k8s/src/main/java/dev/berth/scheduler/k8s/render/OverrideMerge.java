package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.FieldPath;
import dev.berth.scheduler.error.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Merges what a native override says of an object into its manifest (rule OVR-1): fields that Berth doesn't write are added at any depth,
 * elements of lists that several may write are found by the field that names them, and whatever Berth writes is refused. Merging
 * what is merged already changes nothing.
 */
public final class OverrideMerge {
    private static final String METADATA = "metadata";

    /** What an object is, which nobody else says. */
    private static final Set<String> IDENTITY = Set.of("apiVersion", "kind", "status");

    /** All of the metadata that may be added to. */
    private static final Set<String> TEXTS = Set.of("labels", "annotations");

    /** Pods are found by these, and they never change. */
    private static final String SELECTOR = "selector";

    /** A list without names that is added to: what Berth says in it and what others say don't touch each other. */
    private static final String TOLERATIONS = "tolerations";

    private final List<Problem> problems = new ArrayList<>();

    private OverrideMerge() {}

    /**
     * All that Berth doesn't let be said.
     *
     * @param path where the override of this object stands
     */
    public static List<Problem> problems(FieldPath path, ObjectNode manifest, ObjectNode override) {
        OverrideMerge merge = new OverrideMerge();
        merge.object(path, manifest, override, true);
        return merge.problems;
    }

    /** {@code manifest} becomes what is sent; for overrides without problems. */
    public static void into(ObjectNode manifest, ObjectNode override) {
        override.properties()
                .forEach(field -> manifest.set(
                        field.getKey(),
                        merged(field.getKey(), Optional.ofNullable(manifest.get(field.getKey())), field.getValue())));
    }

    private static JsonNode merged(String name, Optional<JsonNode> there, JsonNode override) {
        if (there.isPresent() && there.get() instanceof ObjectNode object && override instanceof ObjectNode more) {
            into(object, more);
            return object;
        }
        String key = Comparison.KEYS.get(name);
        if (key != null
                && there.isPresent()
                && there.get() instanceof ArrayNode list
                && override instanceof ArrayNode) {
            override.forEach(element -> merge(list, key, element));
            return list;
        }
        if (name.equals(TOLERATIONS)
                && there.isPresent()
                && there.get() instanceof ArrayNode list
                && override.isArray()) {
            override.forEach(element -> add(list, element));
            return list;
        }
        return override.deepCopy();
    }

    private static void merge(ArrayNode list, String key, JsonNode element) {
        Optional<ObjectNode> same = named(list, key, element.path(key));
        if (same.isPresent() && element instanceof ObjectNode more) {
            into(same.get(), more);
        } else {
            list.add(element.deepCopy());
        }
    }

    private static void add(ArrayNode list, JsonNode element) {
        for (JsonNode there : list) {
            if (there.equals(element)) {
                return;
            }
        }
        list.add(element.deepCopy());
    }

    private static Optional<ObjectNode> named(ArrayNode list, String key, JsonNode name) {
        for (JsonNode candidate : list) {
            if (candidate instanceof ObjectNode object && object.path(key).equals(name)) {
                return Optional.of(object);
            }
        }
        return Optional.empty();
    }

    private void object(FieldPath path, ObjectNode manifest, ObjectNode override, boolean top) {
        for (Map.Entry<String, JsonNode> field : override.properties()) {
            String name = field.getKey();
            FieldPath place = path.field(name);
            if (top && IDENTITY.contains(name)) {
                refuse(place, "is Berth's own");
            } else if (name.equals(METADATA)) {
                metadata(place, manifest.path(METADATA), field.getValue());
            } else {
                value(place, name, manifest.path(name), field.getValue());
            }
        }
    }

    private void metadata(FieldPath path, JsonNode manifest, JsonNode override) {
        if (!(override instanceof ObjectNode object)) {
            refuse(path, "must be a map");
            return;
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            FieldPath place = path.field(field.getKey());
            if (TEXTS.contains(field.getKey()) && field.getValue() instanceof ObjectNode texts) {
                texts.properties().forEach(text -> text(place, manifest.path(field.getKey()), text));
            } else {
                refuse(place, "is Berth's own; of metadata, labels and annotations can be added");
            }
        }
    }

    private void text(FieldPath path, JsonNode manifest, Map.Entry<String, JsonNode> text) {
        FieldPath place = path.field(text.getKey());
        if (Labels.isOurs(text.getKey()) || manifest.has(text.getKey())) {
            refuse(place, "is Berth's own; keys of other domains can be added");
        } else if (!text.getValue().isTextual()) {
            refuse(place, "must be a text");
        }
    }

    private void value(FieldPath path, String name, JsonNode manifest, JsonNode override) {
        if (manifest.isMissingNode()) {
            return;
        }
        boolean tolerations = name.equals(TOLERATIONS) && override.isArray();
        if (tolerations && manifest.isArray()) {
            return;
        }
        if (manifest instanceof ObjectNode object && override instanceof ObjectNode more && !name.equals(SELECTOR)) {
            object(path, object, more, false);
            return;
        }
        String key = Comparison.KEYS.get(name);
        if (key != null && manifest instanceof ArrayNode list && override instanceof ArrayNode more) {
            elements(path, key, list, more);
            return;
        }
        refuse(path, "is written by Berth; say it in the spec, and here only what Berth doesn't write");
    }

    private void elements(FieldPath path, String key, ArrayNode manifest, ArrayNode override) {
        Set<JsonNode> seen = new HashSet<>();
        for (int i = 0; i < override.size(); i++) {
            FieldPath place = path.item(i);
            JsonNode name = override.get(i).path(key);
            if (!(override.get(i) instanceof ObjectNode element) || !name.isTextual()) {
                refuse(place, "must be a map with " + key + ", by which it is merged");
            } else if (!seen.add(name)) {
                refuse(place, "has the " + key + " of another one");
            } else {
                named(manifest, key, name).ifPresent(same -> {
                    ObjectNode more = element.deepCopy();
                    more.remove(key);
                    object(place, same, more, false);
                });
            }
        }
    }

    private void refuse(FieldPath path, String why) {
        problems.add(Problem.of(ErrorCode.INVALID, path.text(), why));
    }
}
