package dev.berth.scheduler.benchmarks.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.PlanOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code kubectl apply} is given: the objects that a plan renders, as one file. */
final class Manifests {
    /** A server keeps no zero of these, so that kubectl would write them again each time. */
    private static final Pattern NEVER_STORED = Pattern.compile("(?m)^ {2}(minReadySeconds: 0|paused: false)\n");

    private final List<String> documents = new ArrayList<>();

    private Manifests() {}

    /** What edits would make. */
    static Manifests of(Berth berth, List<Edit> edits) {
        Manifests manifests = new Manifests();
        for (Change change :
                berth.scheduler().workloads().plan(edits, PlanOptions.DEFAULT).changes()) {
            for (NativeObject object : change.rendering()) {
                manifests.documents.add(NEVER_STORED.matcher(object.document()).replaceAll(""));
            }
        }
        return manifests;
    }

    /** These, and records as they were found on a cluster, without what it added. */
    Manifests with(List<JsonNode> records) {
        Manifests more = new Manifests();
        more.documents.addAll(documents);
        for (JsonNode record : records) {
            ObjectNode object = record.deepCopy();
            object.put("apiVersion", "v1").put("kind", "ConfigMap");
            ((ObjectNode) object.get("metadata"))
                    .remove(List.of("uid", "resourceVersion", "creationTimestamp", "managedFields"));
            more.documents.add("---\n" + object + "\n");
        }
        return more;
    }

    Path write(Path file) throws IOException {
        return Files.writeString(file, String.join("", documents));
    }
}
