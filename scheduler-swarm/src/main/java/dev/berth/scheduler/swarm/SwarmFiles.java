package dev.berth.scheduler.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.swarm.engine.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Files of containers: configs and secrets, which documents name and engines want by id. Pure. */
final class SwarmFiles {
    private static final String CONFIGS = "/TaskTemplate/ContainerSpec/Configs";
    private static final String SECRETS = "/TaskTemplate/ContainerSpec/Secrets";

    private SwarmFiles() {}

    static boolean needsConfigs(ObjectNode spec) {
        return !configs(spec).isEmpty();
    }

    static List<String> configs(ObjectNode spec) {
        return names(spec, CONFIGS, "ConfigName");
    }

    static boolean needsSecrets(ObjectNode spec) {
        return !secrets(spec).isEmpty();
    }

    static List<String> secrets(ObjectNode spec) {
        return names(spec, SECRETS, "SecretName");
    }

    static Filter filter(ObjectNode spec) {
        return Filter.ALL.names(configs(spec));
    }

    static void putConfigs(ObjectNode spec, Map<String, String> ids) {
        put(spec, CONFIGS, "ConfigName", "ConfigID", ids);
    }

    static void putSecrets(ObjectNode spec, Map<String, String> ids) {
        put(spec, SECRETS, "SecretName", "SecretID", ids);
    }

    private static List<String> names(ObjectNode spec, String list, String field) {
        List<String> names = new ArrayList<>();
        for (JsonNode reference : spec.at(list)) {
            names.add(reference.path(field).asText());
        }
        return names;
    }

    private static void put(ObjectNode spec, String list, String name, String field, Map<String, String> ids) {
        for (JsonNode reference : spec.at(list)) {
            String id = ids.get(reference.path(name).asText());
            if (id == null) {
                throw new ConflictException(
                        "the swarm has no " + reference.path(name).asText() + " any more, which a container is to see");
            }
            ((ObjectNode) reference).put(field, id);
        }
    }
}
