package dev.berth.scheduler.k8s.api;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Deployment, DaemonSet or Job: what its controller tells of its pods. Of any other object it tells the metadata.
 *
 * @param kind empty within a list, which has one for all
 * @param paused whether a Deployment is paused, a DaemonSet replaces only what was deleted, or a Job is suspended
 * @param counts all whole numbers of spec and status, such as {@code spec.replicas}, {@code status.readyReplicas},
 *     {@code status.observedGeneration}, {@code status.succeeded}; what isn't there is 0
 * @param startedAt of a Job
 * @param completedAt of a Job that succeeded
 */
public record ControllerObject(
        String kind,
        ObjectMeta metadata,
        boolean paused,
        Map<String, Long> counts,
        List<Condition> conditions,
        Optional<Instant> startedAt,
        Optional<Instant> completedAt) {

    /** One of the numbers; 0 where there is none. */
    public long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** Whether the controller has seen the present spec. */
    public boolean isObserved() {
        return count("status.observedGeneration") >= metadata.generation();
    }

    static ControllerObject read(JsonFields json) throws IOException {
        Parts parts = new Parts(json);
        json.each(parts::part);
        return new ControllerObject(
                parts.kind,
                parts.metadata,
                parts.paused,
                json.share(Map.copyOf(parts.counts)),
                parts.conditions,
                parts.startedAt,
                parts.completedAt);
    }

    private static final class Parts {
        private final JsonFields json;
        private String kind = "";
        private ObjectMeta metadata = ObjectParts.NO_METADATA;
        private boolean paused;
        private final Map<String, Long> counts = new TreeMap<>();
        private List<Condition> conditions = List.of();
        private Optional<Instant> startedAt = Optional.empty();
        private Optional<Instant> completedAt = Optional.empty();

        Parts(JsonFields json) {
            this.json = json;
        }

        void part(String name) throws IOException {
            switch (name) {
                case "kind" -> kind = json.sharedText();
                case "metadata" -> metadata = ObjectMeta.read(json);
                case "spec" -> json.each(this::spec);
                case "status" -> json.each(this::status);
                default -> json.skip();
            }
        }

        private void spec(String name) throws IOException {
            switch (name) {
                case "paused", "suspend" -> paused = json.flag();
                case "updateStrategy" -> json.each(this::updateStrategy);
                default -> count("spec." + name);
            }
        }

        private void updateStrategy(String name) throws IOException {
            if (name.equals("type")) {
                paused = json.sharedText().equals("OnDelete");
            } else {
                json.skip();
            }
        }

        private void status(String name) throws IOException {
            switch (name) {
                case "conditions" -> conditions = Condition.list(json);
                case "startTime" -> startedAt = json.time();
                case "completionTime" -> completedAt = json.time();
                default -> count("status." + name);
            }
        }

        private void count(String name) throws IOException {
            if (json.isNumber()) {
                counts.put(json.share(name), json.share(json.longNumber()));
            } else {
                json.skip();
            }
        }
    }
}
