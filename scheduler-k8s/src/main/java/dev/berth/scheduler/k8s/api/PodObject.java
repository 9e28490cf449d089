package dev.berth.scheduler.k8s.api;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pod.
 *
 * @param phase such as {@code Running}; one that is being deleted keeps it
 * @param reason such as {@code Evicted}; empty mostly
 * @param node its name; empty until it has one
 * @param conditions those that anybody asks for
 * @param initContainers those that have a state by now, like {@code containers}
 * @param initSpecs what each is to have, like {@code specs}
 */
public record PodObject(
        ObjectMeta metadata,
        String phase,
        String reason,
        String message,
        String node,
        String podIp,
        String hostIp,
        Optional<Instant> startedAt,
        List<Condition> conditions,
        List<ContainerStatus> initContainers,
        List<ContainerStatus> containers,
        List<ContainerSpec> initSpecs,
        List<ContainerSpec> specs) {

    private static final Set<String> CONDITIONS = Set.of("Ready", "DisruptionTarget");

    /**
     * What there is to be kept of it as long as it is watched: all but its name and version, and what it has in common with
     * another one of its workload only once.
     */
    public PodObject kept(PodObject other) {
        return new PodObject(
                metadata.kept(other.metadata),
                phase,
                reason,
                message,
                node,
                podIp,
                hostIp,
                startedAt,
                ObjectMeta.once(conditions, other.conditions),
                initContainers,
                containers,
                ObjectMeta.once(initSpecs, other.initSpecs),
                ObjectMeta.once(specs, other.specs));
    }

    /** Of its place only why it has none. */
    private static boolean isAskedFor(Condition one) {
        return CONDITIONS.contains(one.type()) || (one.type().equals("PodScheduled") && !one.isTrue());
    }

    static PodObject read(JsonFields json) throws IOException {
        Parts parts = new Parts(json);
        json.each(parts::part);
        return parts.build();
    }

    private static final class Parts {
        private final JsonFields json;
        private ObjectMeta metadata = ObjectParts.NO_METADATA;
        private String phase = "";
        private String reason = "";
        private String message = "";
        private String node = "";
        private String podIp = "";
        private String hostIp = "";
        private Optional<Instant> startedAt = Optional.empty();
        private List<Condition> conditions = List.of();
        private final List<ContainerStatus> initContainers = new ArrayList<>();
        private final List<ContainerStatus> containers = new ArrayList<>();
        private final List<ContainerSpec> initSpecs = new ArrayList<>();
        private final List<ContainerSpec> specs = new ArrayList<>();

        Parts(JsonFields json) {
            this.json = json;
        }

        void part(String name) throws IOException {
            switch (name) {
                case "metadata" -> metadata = ObjectMeta.read(json);
                case "spec" -> json.each(this::spec);
                case "status" -> json.each(this::status);
                default -> json.skip();
            }
        }

        private void spec(String name) throws IOException {
            switch (name) {
                case "nodeName" -> node = json.sharedText();
                case "initContainers" -> json.items(() -> initSpecs.add(ContainerSpec.read(json)));
                case "containers" -> json.items(() -> specs.add(ContainerSpec.read(json)));
                default -> json.skip();
            }
        }

        private void status(String name) throws IOException {
            switch (name) {
                case "phase" -> phase = json.sharedText();
                case "reason" -> reason = json.sharedText();
                case "message" -> message = json.sharedText();
                case "podIP" -> podIp = json.text();
                case "hostIP" -> hostIp = json.sharedText();
                case "startTime" -> startedAt = json.time();
                case "conditions" -> conditions = Condition.list(json, PodObject::isAskedFor);
                case "initContainerStatuses" -> json.items(() -> initContainers.add(ContainerStatus.read(json)));
                case "containerStatuses" -> json.items(() -> containers.add(ContainerStatus.read(json)));
                default -> json.skip();
            }
        }

        PodObject build() {
            return new PodObject(
                    metadata,
                    phase,
                    reason,
                    message,
                    node,
                    podIp,
                    hostIp,
                    startedAt,
                    conditions,
                    List.copyOf(initContainers),
                    List.copyOf(containers),
                    json.share(List.copyOf(initSpecs)),
                    json.share(List.copyOf(specs)));
        }
    }
}
