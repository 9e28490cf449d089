package dev.berth.scheduler.benchmarks.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The namespace of the benchmark: what is there of {@link Cluster#OWNER}'s, and how it is taken away. */
final class Ground {
    private static final String CORE = "/api/v1/namespaces/" + Workloads.NAMESPACE + "/";
    private static final String APPS = "/apis/apps/v1/namespaces/" + Workloads.NAMESPACE + "/";
    private static final long PAUSE_MILLISECONDS = 50;

    /** Makers before what they make. */
    private static final List<String> KINDS =
            List.of(APPS + "deployments", APPS + "replicasets", CORE + "pods", CORE + "configmaps");

    private final Api api;

    Ground(Api api) {
        this.api = api;
    }

    static String core(String kind) {
        return CORE + kind;
    }

    static String apps(String kind) {
        return APPS + kind;
    }

    void make() throws IOException, InterruptedException {
        ObjectNode namespace = Api.JSON.createObjectNode();
        namespace.putObject("metadata").put("name", Workloads.NAMESPACE);
        JsonNode unused = api.create("/api/v1/namespaces", namespace);
        while (api.get(core("serviceaccounts")).at("/items").isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
        }
    }

    void remove() throws IOException, InterruptedException {
        clean();
        api.delete("/api/v1/namespaces/" + Workloads.NAMESPACE);
    }

    /** Until nothing is left, records neither. Nobody waits for pods to end: no node has them. */
    void clean() throws IOException, InterruptedException {
        List<String> left = left();
        while (!left.isEmpty()) {
            for (String kind : left) {
                api.delete(selected(kind) + "&propagationPolicy=Background&gracePeriodSeconds=0");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
            left = left();
        }
    }

    private List<String> left() throws IOException, InterruptedException {
        List<String> left = new ArrayList<>();
        for (String kind : KINDS) {
            if (!api.get(selected(kind) + "&limit=1").at("/items").isEmpty()) {
                left.add(kind);
            }
        }
        return left;
    }

    /** All of a kind that are {@link Cluster#OWNER}'s, once there are so many. */
    List<JsonNode> await(String kind, int count) throws IOException, InterruptedException {
        JsonNode found = api.get(selected(kind)).at("/items");
        while (found.size() < count) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
            found = api.get(selected(kind)).at("/items");
        }
        List<JsonNode> all = new ArrayList<>();
        found.forEach(all::add);
        return all;
    }

    private static String selected(String kind) {
        return kind + "?labelSelector=" + URLEncoder.encode(Cluster.selector(), StandardCharsets.UTF_8);
    }
}
