package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Server-side apply, as far as one manager goes who takes each list for one value. Pure. */
final class FakeApply {
    private FakeApply() {}

    /**
     * An object as a manifest says it, without what only the manifest before said.
     *
     * @param before what was applied last; empty if nothing was
     */
    static ObjectNode applied(ObjectNode there, ObjectNode before, ObjectNode manifest) {
        ObjectNode after = there.deepCopy();
        remove(after, before, manifest);
        merge(after, manifest);
        return after;
    }

    private static void remove(ObjectNode from, ObjectNode before, ObjectNode manifest) {
        List<String> names = before.properties().stream().map(Map.Entry::getKey).toList();
        for (String name : names) {
            JsonNode wanted = manifest.get(name);
            if (before.get(name) instanceof ObjectNode value && from.get(name) instanceof ObjectNode old) {
                remove(old, value, wanted instanceof ObjectNode one ? one : old.objectNode());
                if (old.isEmpty() && wanted == null) {
                    from.remove(name);
                }
            } else if (wanted == null) {
                from.remove(name);
            }
        }
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        from.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode value && into.get(field.getKey()) instanceof ObjectNode old) {
                merge(old, value);
            } else {
                into.set(field.getKey(), field.getValue().deepCopy());
            }
        });
    }
}
