package dev.berth.scheduler.benchmarks.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;

/** Requests that prepare a cluster for what is measured, and none that is. Thread-safe. */
final class Api {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ABSENT = 404;
    private static final int TAKEN = 409;
    /** So many were to be deleted that the server did not come to an end; some of them are gone. */
    private static final int UNFINISHED = 504;

    private final Cluster cluster;
    private final HttpClient client;

    Api(Cluster cluster) {
        this.cluster = cluster;
        this.client = HttpClient.newBuilder().sslContext(cluster.trust()).build();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return ask("GET", path, "application/json", "", Set.of(OK));
    }

    /** Creates an object unless there is one of its name; answers it, or why not. */
    JsonNode create(String path, JsonNode object) throws IOException, InterruptedException {
        return ask("POST", path, "application/json", object.toString(), Set.of(CREATED, TAKEN));
    }

    void merge(String path, JsonNode change) throws IOException, InterruptedException {
        JsonNode unused = ask("PATCH", path, "application/merge-patch+json", change.toString(), Set.of(OK));
    }

    /** Deletes one, or some of many; what isn't there is as good as deleted. */
    void delete(String path) throws IOException, InterruptedException {
        JsonNode unused = ask("DELETE", path, "application/json", "", Set.of(OK, ABSENT, UNFINISHED));
    }

    private JsonNode ask(String method, String path, String type, String body, Set<Integer> expected)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(cluster.server().resolve(path))
                .header("Authorization", cluster.authorization())
                .header("Content-Type", type)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (!expected.contains(answer.statusCode())) {
            throw new IOException(
                    method + " " + path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
