package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is shipped to let Berth into a cluster. */
final class ShippedRoles {
    static final Path FILE = Path.of("rbac.yaml");

    private ShippedRoles() {}

    static List<JsonNode> documents() {
        try {
            KubernetesSerialization yaml = new KubernetesSerialization();
            return Arrays.stream(Files.readString(FILE).split("\n---\n"))
                    .map(document -> yaml.unmarshal(document, JsonNode.class))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code VERB RESOURCE.GROUP}, with the namespace behind it where it is one only. */
    static Set<String> permissions() {
        Set<String> permissions = new TreeSet<>();
        for (JsonNode document : documents()) {
            String where = document.path("kind").asText().equals("Role")
                    ? " in " + document.at("/metadata/namespace").asText()
                    : "";
            document.path("rules")
                    .forEach(rule -> rule.path("verbs").forEach(verb -> {
                        String prefix = verb.asText() + " ";
                        rule.path("nonResourceURLs").forEach(path -> permissions.add(prefix + path.asText()));
                        rule.path("apiGroups")
                                .forEach(group -> rule.path("resources")
                                        .forEach(one -> permissions.add(prefix + resource(group, one) + where)));
                    }));
        }
        return permissions;
    }

    /** Of each role that is bound, a verb and what it is for: with one of them all that the role allows is allowed. */
    static List<List<String>> questions() {
        List<JsonNode> documents = documents();
        Set<String> bound = documents.stream()
                .map(document -> document.at("/roleRef/name").asText())
                .collect(Collectors.toSet());
        return documents.stream()
                .filter(document -> document.has("rules")
                        && bound.contains(document.at("/metadata/name").asText()))
                .map(role -> role.path("rules").path(0))
                .map(rule -> List.of(
                        rule.at("/verbs/0").asText(), resource(rule.at("/apiGroups/0"), rule.at("/resources/0"))))
                .toList();
    }

    private static String resource(JsonNode group, JsonNode resource) {
        return group.asText().isEmpty() ? resource.asText() : resource.asText() + "." + group.asText();
    }
}
