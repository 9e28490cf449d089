package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.render.Json;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** What the controllers of Deployments and a scheduler do, one round at a time: as many pods as there are to be, ready one round later. */
final class FakeDeployments {
    private final FakeObjects objects;
    private int made;

    /** The fewest that were ready, and the most that there were. */
    int fewest = Integer.MAX_VALUE;

    int most;

    FakeDeployments(FakeObjects objects) {
        this.objects = objects;
    }

    void node(String name) {
        var unused = objects.put(
                ObjectKind.NODE,
                Json.read(
                        "{\"metadata\": {\"name\": \"" + name
                                + "\"}, \"spec\": {}, \"status\": {\"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]}}"));
    }

    List<ObjectNode> pods() {
        return objects.list(ObjectKind.POD, "");
    }

    long on(String node) {
        return pods().stream().filter(pod -> node(pod).equals(node)).count();
    }

    static String node(ObjectNode pod) {
        return pod.at("/spec/nodeName").asText();
    }

    private static boolean isReady(ObjectNode pod) {
        return !pod.at("/status/conditions").isMissingNode();
    }

    void round() {
        for (ObjectNode deployment : objects.list(ObjectKind.DEPLOYMENT, "")) {
            start();
            long replicas = deployment.at("/spec/replicas").asLong();
            while (pods().size() < replicas) {
                make(deployment);
            }
            pods().stream()
                    .sorted(Comparator.comparing(FakeDeployments::isReady).thenComparing(FakeDeployments::cost))
                    .limit(Math.max(0, pods().size() - replicas))
                    .forEach(pod -> objects.delete(ObjectKind.POD, space(pod), name(pod)));
            tell(deployment);
        }
    }

    /** What has a node is ready from now on. */
    private void start() {
        for (ObjectNode pod : pods()) {
            if (!node(pod).isEmpty() && !isReady(pod)) {
                objects.change(
                        ObjectKind.POD,
                        space(pod),
                        name(pod),
                        found -> found.set(
                                "status",
                                Json.read(
                                        "{\"phase\": \"Running\", \"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]}")));
            } else if (node(pod).isEmpty()) {
                place(pod);
            }
        }
    }

    private void make(ObjectNode deployment) {
        ObjectNode pod = objects.put(ObjectKind.POD, Held.pod(deployment, "pod-" + made++));
        place(pod);
    }

    private void place(ObjectNode pod) {
        Predicate<ObjectNode> open = node -> !node.at("/spec/unschedulable").asBoolean();
        objects.list(ObjectKind.NODE, "").stream()
                .filter(open)
                .findFirst()
                .ifPresent(node -> objects.change(
                        ObjectKind.POD,
                        space(pod),
                        name(pod),
                        found -> found.withObjectProperty("spec").put("nodeName", name(node))));
    }

    private void tell(ObjectNode deployment) {
        List<ObjectNode> pods = pods();
        int ready = (int) pods.stream().filter(FakeDeployments::isReady).count();
        fewest = Math.min(fewest, ready);
        most = Math.max(most, pods.size());
        objects.change(
                ObjectKind.DEPLOYMENT,
                space(deployment),
                name(deployment),
                found -> found.putObject("status")
                        .put("replicas", pods.size())
                        .put("updatedReplicas", pods.size())
                        .put("availableReplicas", ready)
                        .put(
                                "observedGeneration",
                                found.at("/metadata/generation").asLong()));
    }

    private static long cost(ObjectNode pod) {
        return pod.at("/metadata/annotations/controller.kubernetes.io~1pod-deletion-cost")
                .asLong();
    }

    private static String space(ObjectNode object) {
        return object.at("/metadata/namespace").asText();
    }

    private static String name(ObjectNode object) {
        return object.at("/metadata/name").asText();
    }
}
