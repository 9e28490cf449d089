package dev.berth.scheduler.core.pipeline;

import dev.berth.scheduler.plan.FieldDiff;
import dev.berth.scheduler.plan.NativeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The native objects that differ, for changes that no field of the spec explains: drift, unfinished edits. */
final class NativeDiff {
    private NativeDiff() {}

    static List<FieldDiff> between(List<NativeObject> before, List<NativeObject> after) {
        Map<String, String> old = documents(before);
        Map<String, String> wanted = documents(after);
        List<FieldDiff> differences = new ArrayList<>();
        TreeMap<String, String> names = new TreeMap<>(old);
        names.putAll(wanted);
        for (String name : names.keySet()) {
            Optional<String> was = Optional.ofNullable(old.get(name));
            Optional<String> becomes = Optional.ofNullable(wanted.get(name));
            if (!was.equals(becomes)) {
                differences.add(new FieldDiff(name, was, becomes));
            }
        }
        return differences;
    }

    private static Map<String, String> documents(List<NativeObject> objects) {
        Map<String, String> documents = new TreeMap<>();
        objects.forEach(object -> documents.put(object.kind() + " " + object.name(), object.document()));
        return documents;
    }
}
