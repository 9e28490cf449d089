package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What has to be written so that a service is as wanted. A write replaces all of a service's spec, so it is the observed
 * one with the fields of ours that differ put in; what is equal stays as an engine tells it, with the ids that it put
 * beside names: an id that changed meanwhile would replace instances.
 *
 * @param document all of the service's spec, as it is to be
 * @param replaces whether Swarm replaces its tasks for that
 */
public record Difference(ObjectNode document, boolean replaces) {
    private static final Pattern ID = Pattern.compile("[a-z0-9]{25}");
    private static final OwnedField MODE = OwnedField.of("Mode");
    private static final OwnedField IMAGE = OwnedField.of("TaskTemplate", "ContainerSpec", "Image");
    private static final OwnedField NETWORKS = OwnedField.of("TaskTemplate", "Networks");
    private static final OwnedField GRACE = OwnedField.of("TaskTemplate", "ContainerSpec", "StopGracePeriod");

    /** Empty when there is nothing to write. */
    public static Optional<Difference> between(ObjectNode wanted, ObjectNode observed) {
        List<OwnedField> differing = OwnedField.ALL.stream()
                .filter(field -> !equal(field, field.in(wanted), field.in(observed)))
                .toList();
        ObjectNode document = observed.deepCopy();
        boolean relabelled = relabel(wanted, document);
        if (differing.isEmpty() && !relabelled) {
            return Optional.empty();
        }
        differing.forEach(field -> field.set(document, field.in(wanted)));
        return Optional.of(new Difference(document, differing.stream().anyMatch(Difference::isOfTasks)));
    }

    /** Whether a service is of another mode, which no write can change. */
    public static boolean isOfAnotherMode(ObjectNode wanted, ObjectNode observed) {
        return !names(MODE.in(wanted)).equals(names(MODE.in(observed)));
    }

    private static boolean isOfTasks(OwnedField field) {
        return field.isBelow(ServiceForm.TASK_TEMPLATE) || field.isBelow(ServiceForm.ENDPOINT);
    }

    private static boolean equal(OwnedField field, JsonNode wanted, JsonNode observed) {
        if (field.equals(MODE)) {
            return names(wanted).equals(names(observed)) && Normal.equal(wanted, observed);
        }
        if (field.equals(GRACE)) {
            return wanted.isMissingNode() == observed.isMissingNode() && Normal.equal(wanted, observed);
        }
        if (field.equals(IMAGE)) {
            return wanted.asText().equals(observed.asText()) || isPinned(wanted.asText(), observed.asText());
        }
        return field.equals(NETWORKS) ? areSame(wanted, observed) : Normal.equal(wanted, observed);
    }

    /** The docker command adds the digest that a tag has just then; taking it off again would replace every instance. */
    private static boolean isPinned(String wanted, String observed) {
        return observed.startsWith(wanted + "@sha256:");
    }

    /** A manager puts a network's id in place of its name, so of two networks only the rest can be compared. */
    private static boolean areSame(JsonNode wanted, JsonNode observed) {
        if (wanted.size() != observed.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            String target = observed.get(i).path("Target").asText();
            boolean same = ID.matcher(target).matches()
                    || target.equals(wanted.get(i).path("Target").asText());
            if (!same
                    || !Normal.equal(
                            wanted.get(i).path("Aliases"), observed.get(i).path("Aliases"))) {
                return false;
            }
        }
        return true;
    }

    private static boolean relabel(ObjectNode wanted, ObjectNode document) {
        ObjectNode labels = document.get("Labels") instanceof ObjectNode own ? own : document.putObject("Labels");
        ObjectNode before = labels.deepCopy();
        Set<String> ours = names(labels);
        ours.removeIf(key -> !key.startsWith(Labels.PREFIX));
        labels.remove(ours);
        wanted.path("Labels").properties().forEach(label -> labels.set(label.getKey(), label.getValue()));
        return !labels.equals(before);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
