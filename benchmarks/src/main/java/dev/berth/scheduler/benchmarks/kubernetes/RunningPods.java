package dev.berth.scheduler.benchmarks.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.core.adapter.Sha256;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Pods as a ReplicaSet makes them of its template and a kubelet tells of them once they run, posted by ourselves: their owner
 * is the ReplicaSet, but it doesn't control them, else it would take them for too many.
 */
final class RunningPods {
    private static final int THREADS = 8;
    private static final List<String> CONDITIONS =
            List.of("PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Api api;
    private final int nodes;

    /** On so many {@link StandInNodes}. */
    RunningPods(Api api, int nodes) {
        this.api = api;
        this.nodes = nodes;
    }

    /** Makes so many of each ReplicaSet's. */
    void make(List<JsonNode> replicaSets, int each) throws InterruptedException, IOException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int set = 0; set < replicaSets.size(); set++) {
                for (int pod = 0; pod < each; pod++) {
                    JsonNode replicaSet = replicaSets.get(set);
                    int number = set * each + pod;
                    work.add(() -> make(replicaSet, number));
                }
            }
            for (Future<Boolean> one : threads.invokeAll(work)) {
                boolean unused = one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("not all pods could be made", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean make(JsonNode replicaSet, int number) throws IOException, InterruptedException {
        ObjectNode pod = pod(replicaSet, number);
        JsonNode made = api.create(Ground.core("pods"), pod);
        String name = made.at("/metadata/name").textValue();
        ObjectNode change = Api.JSON.createObjectNode();
        change.set("status", status(pod, number));
        api.merge(Ground.core("pods") + "/" + name + "/status", change);
        return true;
    }

    private ObjectNode pod(JsonNode replicaSet, int number) {
        ObjectNode pod = replicaSet.at("/spec/template").deepCopy();
        String set = replicaSet.at("/metadata/name").textValue();
        ObjectNode metadata = (ObjectNode) pod.get("metadata");
        metadata.put("generateName", set + "-");
        ((ObjectNode) metadata.get("labels")).put("pod-template-hash", "benchmark");
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "apps/v1")
                .put("kind", "ReplicaSet")
                .put("name", set)
                .put("uid", replicaSet.at("/metadata/uid").textValue());
        ((ObjectNode) pod.get("spec")).put("nodeName", StandInNodes.name(number % nodes));
        return pod;
    }

    private static ObjectNode status(ObjectNode pod, int number) {
        String start = START.plusSeconds(number).toString();
        String ready = START.plusSeconds(number + 2L).toString();
        ObjectNode status = Api.JSON.createObjectNode().put("phase", "Running").put("startTime", start);
        ArrayNode conditions = status.putArray("conditions");
        for (String type : CONDITIONS) {
            conditions
                    .addObject()
                    .put("type", type)
                    .put("status", "True")
                    .put("lastTransitionTime", type.endsWith("eady") ? ready : start);
        }
        String address = "10.90." + number / 250 + "." + (number % 250 + 1);
        status.put("hostIP", "10.0.0.1").putArray("hostIPs").addObject().put("ip", "10.0.0.1");
        status.put("podIP", address).putArray("podIPs").addObject().put("ip", address);
        status.putArray("containerStatuses").add(container(pod.at("/spec/containers/0"), number));
        return status;
    }

    private static ObjectNode container(JsonNode container, int number) {
        String id = Sha256.name("container " + number) + Sha256.name("and " + number);
        ObjectNode status = Api.JSON
                .createObjectNode()
                .put("name", container.get("name").textValue())
                .put("image", container.get("image").textValue())
                .put("imageID", container.get("image").textValue() + "@sha256:" + Sha256.name("image"))
                .put("containerID", "containerd://" + id)
                .put("ready", true)
                .put("started", true)
                .put("restartCount", 0);
        status.putObject("state")
                .putObject("running")
                .put("startedAt", START.plusSeconds(number + 1L).toString());
        status.putObject("lastState");
        return status;
    }
}
