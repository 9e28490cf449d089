package dev.berth.scheduler.k8s.api;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What all objects have.
 *
 * @param namespace empty for objects of the whole cluster
 * @param resourceVersion another with each change
 * @param generation counts changes of the spec; 0 where there is none
 * @param writtenAt when Berth applied something to it last that changed it; empty before
 * @param deletedAt when its deletion was asked for, or is due
 * @param uncounted whether it is a Job's, which has its end still to count
 */
public record ObjectMeta(
        String name,
        String namespace,
        String uid,
        String resourceVersion,
        long generation,
        Optional<Instant> createdAt,
        Optional<Instant> writtenAt,
        Optional<Instant> deletedAt,
        boolean uncounted,
        Map<String, String> labels,
        Map<String, String> annotations,
        List<Owner> owners) {

    /** By what name Berth writes. */
    private static final String MANAGER = "berth";

    /** What keeps a pod there until its Job has counted it. */
    private static final String TRACKING = "batch.kubernetes.io/job-tracking";

    /** The object that another one was made by. */
    public record Owner(String kind, String name, String uid) {}

    /** Whether it is being deleted. */
    public boolean isDeleting() {
        return deletedAt.isPresent();
    }

    /** Without name and version, and with what it has in common with {@code other} only once. */
    ObjectMeta kept(ObjectMeta other) {
        return new ObjectMeta(
                "",
                once(namespace, other.namespace),
                uid,
                "",
                generation,
                once(createdAt, other.createdAt),
                writtenAt,
                deletedAt,
                uncounted,
                once(labels, other.labels),
                once(annotations, other.annotations),
                once(owners, other.owners));
    }

    /** The other one where they are equal. */
    static <T> T once(T one, T other) {
        return one.equals(other) ? other : one;
    }

    static ObjectMeta read(JsonFields json) throws IOException {
        Parts parts = new Parts();
        json.each(name -> parts.read(name, json));
        return parts.build();
    }

    private static final class Parts {
        private String name = "";
        private String namespace = "";
        private String uid = "";
        private String resourceVersion = "";
        private long generation;
        private Optional<Instant> createdAt = Optional.empty();
        private Optional<Instant> writtenAt = Optional.empty();
        private Optional<Instant> deletedAt = Optional.empty();
        private boolean uncounted;
        private Map<String, String> labels = Map.of();
        private Map<String, String> annotations = Map.of();
        private final List<Owner> owners = new ArrayList<>();

        void read(String field, JsonFields json) throws IOException {
            switch (field) {
                case "name" -> name = json.text();
                case "namespace" -> namespace = json.sharedText();
                case "uid" -> uid = json.text();
                case "resourceVersion" -> resourceVersion = json.text();
                case "generation" -> generation = json.longNumber();
                case "creationTimestamp" -> createdAt = json.time();
                case "deletionTimestamp" -> deletedAt = json.time();
                case "managedFields" -> json.items(() -> manager(json));
                case "finalizers" -> json.items(() -> uncounted |= json.text().equals(TRACKING));
                case "labels" -> labels = json.texts();
                case "annotations" -> annotations = json.texts();
                case "ownerReferences" -> json.items(() -> owners.add(owner(json)));
                default -> json.skip();
            }
        }

        private void manager(JsonFields json) throws IOException {
            boolean[] ours = {false};
            List<Optional<Instant>> time = new ArrayList<>();
            json.each(field -> {
                switch (field) {
                    case "manager" -> ours[0] = json.text().equals(MANAGER);
                    case "time" -> time.add(json.time());
                    default -> json.skip();
                }
            });
            if (ours[0]) {
                writtenAt = Stream.concat(writtenAt.stream(), time.stream().flatMap(Optional::stream))
                        .max(Comparator.naturalOrder());
            }
        }

        private static Owner owner(JsonFields json) throws IOException {
            String[] parts = {"", "", ""};
            json.each(field -> {
                switch (field) {
                    case "kind" -> parts[0] = json.sharedText();
                    case "name" -> parts[1] = json.sharedText();
                    case "uid" -> parts[2] = json.sharedText();
                    default -> json.skip();
                }
            });
            return json.share(new Owner(parts[0], parts[1], parts[2]));
        }

        ObjectMeta build() {
            return new ObjectMeta(
                    name,
                    namespace,
                    uid,
                    resourceVersion,
                    generation,
                    createdAt,
                    writtenAt,
                    deletedAt,
                    uncounted,
                    labels,
                    annotations,
                    List.copyOf(owners));
        }
    }
}
