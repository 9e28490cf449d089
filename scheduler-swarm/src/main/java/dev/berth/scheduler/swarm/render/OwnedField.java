package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/**
 * A field of a service that Berth writes, with all below it. What is in none of them belongs to whoever put it there and
 * stays as it is.
 *
 * @param path from the top of the document
 */
record OwnedField(List<String> path) {
    /** All but the labels, of which ours are told by their prefix. */
    static final List<OwnedField> ALL = List.of(
            container("Image"),
            container("Labels"),
            container("Command"),
            container("Args"),
            container("Env"),
            container("Dir"),
            container("User"),
            container("Mounts"),
            container("StopSignal"),
            container("StopGracePeriod"),
            container("Healthcheck"),
            container("Secrets"),
            container("Configs"),
            of("TaskTemplate", "Resources", "Limits"),
            of("TaskTemplate", "Resources", "Reservations"),
            of("TaskTemplate", "RestartPolicy"),
            of("TaskTemplate", "Placement", "Constraints"),
            of("TaskTemplate", "Placement", "Preferences"),
            of("TaskTemplate", "Placement", "MaxReplicas"),
            of("TaskTemplate", "Networks"),
            of("Mode"),
            of("UpdateConfig"),
            of("EndpointSpec"));

    OwnedField {
        path = List.copyOf(path);
    }

    static OwnedField of(String... path) {
        return new OwnedField(Arrays.asList(path));
    }

    private static OwnedField container(String field) {
        return of("TaskTemplate", "ContainerSpec", field);
    }

    /** Its value; a missing node when there is none. */
    JsonNode in(ObjectNode document) {
        JsonNode node = document;
        for (String step : path) {
            node = node.path(step);
        }
        return node;
    }

    /** Gives it another value, or takes it away when that is a missing node. */
    void set(ObjectNode document, JsonNode value) {
        ObjectNode parent = document;
        for (String step : path.subList(0, path.size() - 1)) {
            parent = parent.get(step) instanceof ObjectNode next ? next : parent.putObject(step);
        }
        if (value.isMissingNode()) {
            parent.remove(last());
        } else {
            parent.set(last(), value);
        }
    }

    boolean isBelow(String field) {
        return path.get(0).equals(field);
    }

    private String last() {
        return path.get(path.size() - 1);
    }
}
