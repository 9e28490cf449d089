package dev.berth.scheduler.core.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.berth.scheduler.core.record.CanonicalSpec;
import dev.berth.scheduler.plan.FieldDiff;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The fields in which two canonical specs differ, in the order of their paths. */
final class SpecDiff {
    private final List<FieldDiff> differences = new ArrayList<>();

    private SpecDiff() {}

    static List<FieldDiff> between(Optional<WorkloadSpec> before, Optional<WorkloadSpec> after) {
        SpecDiff diff = new SpecDiff();
        diff.compare("", tree(before), tree(after));
        return diff.differences;
    }

    private static JsonNode tree(Optional<WorkloadSpec> spec) {
        return spec.<JsonNode>map(CanonicalSpec::tree).orElse(MissingNode.getInstance());
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (isTree(before) && isTree(after) && (before.isArray() || after.isArray())) {
            compareElements(path, before, after);
        } else if (isTree(before) && isTree(after)) {
            compareFields(path, before, after);
        } else {
            differences.add(new FieldDiff(path, text(before), text(after)));
        }
    }

    /** A missing tree is compared as an empty one, so that every leaf shows. */
    private static boolean isTree(JsonNode node) {
        return node.isMissingNode() || (node.isContainerNode() && !node.isEmpty());
    }

    private void compareFields(String path, JsonNode before, JsonNode after) {
        TreeSet<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            compare(path.isEmpty() ? name : path + "." + name, before.path(name), after.path(name));
        }
    }

    private void compareElements(String path, JsonNode before, JsonNode after) {
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            compare(path + "[" + i + "]", before.path(i), after.path(i));
        }
    }

    private static Optional<String> text(JsonNode node) {
        return node.isMissingNode() ? Optional.empty() : Optional.of(node.toString());
    }
}
