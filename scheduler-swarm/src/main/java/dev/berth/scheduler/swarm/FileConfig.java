package dev.berth.scheduler.swarm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.RenderInput;
import dev.berth.scheduler.swarm.render.Json;
import dev.berth.scheduler.swarm.render.Labels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A config that a workload has beside its service: mostly a file of its containers.
 *
 * @param name says what it holds: another content has another name
 * @param data its content
 */
record FileConfig(String name, Map<String, String> labels, String data) {
    /** The kind of its native object. */
    static final String KIND = "Config";

    /** The kind of one that a rollout under way needs to go back. */
    static final String PREVIOUS = "PreviousConfig";

    FileConfig {
        labels = Map.copyOf(labels);
    }

    /** One for each content, by name. */
    static List<NativeObject> of(WorkloadSpec spec, String owner) {
        Map<String, NativeObject> configs = new TreeMap<>();
        for (TaskFile file : spec.main().files()) {
            if (file instanceof TaskFile.Config config) {
                String name = SwarmNames.file(owner, spec.id(), config.content());
                configs.put(name, object(name, labels(owner, spec), config.content()));
            }
        }
        return new ArrayList<>(configs.values());
    }

    private static Map<String, String> labels(String owner, WorkloadSpec spec) {
        Map<String, String> labels = SwarmLabels.ownership(owner, spec.id());
        labels.put(SwarmLabels.KIND, SwarmLabels.FILE);
        return labels;
    }

    private static NativeObject object(String name, Map<String, String> labels, String content) {
        ObjectNode document = Json.object().put("Name", name);
        document.set("Labels", Labels.json(labels));
        document.put("Data", Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8)));
        return new NativeObject(KIND, name, Json.write(document));
    }

    /** Stands for an edit that must not be written on the service. */
    static NativeObject hold(RenderInput input) {
        WorkloadSpec spec = input.spec();
        Map<String, String> labels = SwarmLabels.ownership(input.owner(), spec.id());
        labels.put(SwarmLabels.KIND, SwarmLabels.HOLD);
        labels.put(SwarmLabels.INCARNATION, input.version().incarnation());
        labels.put(SwarmLabels.GENERATION, Long.toString(input.version().generation()));
        RecordKey key = new RecordKey(spec.id(), input.version().generation());
        return object(SwarmNames.hold(input.owner(), key), labels, "its rollout is paused\n");
    }

    /** Whether it holds a file, and is of use to later edits, too. */
    static boolean isFile(NativeObject object) {
        return object.kind().equals(KIND)
                && SwarmLabels.FILE.equals(read(object).labels().get(SwarmLabels.KIND));
    }

    /**
     * What is to be created.
     *
     * @throws IllegalArgumentException when the document isn't one of a config
     */
    static FileConfig read(NativeObject object) {
        ObjectNode document = Json.read(object.document());
        Map<String, String> labels = new TreeMap<>();
        document.path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        byte[] data = Base64.getDecoder().decode(document.path("Data").asText());
        return new FileConfig(object.name(), labels, new String(data, StandardCharsets.UTF_8));
    }

    /** Without the content: people put passwords there (rule SEC-1). */
    @Override
    public String toString() {
        return "FileConfig[" + name + ", " + data.length() + " characters]";
    }
}
