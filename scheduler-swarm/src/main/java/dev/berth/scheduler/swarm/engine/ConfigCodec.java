package dev.berth.scheduler.swarm.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Configs and the names of secrets in the JSON of the Engine API. */
public final class ConfigCodec {
    private ConfigCodec() {}

    public static List<ConfigObject> list(InputStream text) throws IOException {
        return EngineJson.list(text, ConfigCodec::of);
    }

    /** Reads the names of a list of secrets and their ids. */
    public static Map<String, String> names(InputStream text) throws IOException {
        List<ObjectNode> all = new ArrayList<>(EngineJson.list(text, node -> node));
        Map<String, String> names = new TreeMap<>();
        for (ObjectNode secret : all) {
            names.put(EngineJson.required(secret.path("Spec"), "Name"), EngineJson.required(secret, "ID"));
        }
        return names;
    }

    /** Writes what creates a config. */
    public static String document(String name, Map<String, String> labels, String data) {
        ObjectNode spec = labelled(name, labels);
        spec.put("Data", Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)));
        return spec.toString();
    }

    /** Writes what gives a config other labels; what is left out stays as it is. */
    public static String relabelling(String name, Map<String, String> labels) {
        return labelled(name, labels).toString();
    }

    private static ObjectNode labelled(String name, Map<String, String> labels) {
        ObjectNode spec = EngineJson.newObject();
        spec.put("Name", name);
        ObjectNode map = spec.putObject("Labels");
        labels.forEach(map::put);
        return spec;
    }

    private static ConfigObject of(ObjectNode node) throws UnexpectedAnswerException {
        ObjectNode spec = EngineJson.part(node, "Spec");
        return new ConfigObject(
                EngineJson.required(node, "ID"),
                EngineJson.required(spec, "Name"),
                EngineJson.index(node),
                EngineJson.texts(spec.path("Labels")),
                data(spec));
    }

    private static String data(ObjectNode spec) throws UnexpectedAnswerException {
        try {
            return new String(Base64.getDecoder().decode(spec.path("Data").asText("")), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new UnexpectedAnswerException("Data in base64 was expected", e);
        }
    }
}
