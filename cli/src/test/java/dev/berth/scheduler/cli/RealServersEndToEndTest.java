package dev.berth.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** nginx, Redis and PostgreSQL as people run them: from YAML, through {@code ./berth}. */
@Tag("real-servers")
@Timeout(300)
class RealServersEndToEndTest {
    @RegisterExtension
    private final BerthCommand berth = new BerthCommand();

    @Test
    void scalesNginxFromOneToFiveToTwoOnPortsOfTheirOwn() throws Exception {
        apply("nginx");
        Map<String, Integer> one = endpoints("nginx");
        assertThat(one).hasSize(1);
        assertEachAnswersForItself(one);

        berth.succeed("scale", "nginx=5", "--wait");
        Map<String, Integer> five = endpoints("nginx");
        assertThat(Set.copyOf(five.values())).hasSize(5);
        assertThat(five).containsAllEntriesOf(one);
        assertEachAnswersForItself(five);

        berth.succeed("scale", "nginx=2", "--wait");
        Map<String, Integer> two = endpoints("nginx");
        assertThat(two).hasSize(2);
        assertThat(five).containsAllEntriesOf(two);
        assertEachAnswersForItself(two);
    }

    @Test
    void bringsBackAServerThatWasKilledBehindItsBack() throws Exception {
        apply("nginx");
        String instance = endpoints("nginx").keySet().iterator().next();
        Process watch = berth.builder("watch", "nginx", "-o", "json").start();
        try (BufferedReader events = watch.inputReader(StandardCharsets.UTF_8)) {
            untilReady(events, 0);
            processes(instance).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            untilReady(events, 1);
        } finally {
            watch.destroy();
            watch.waitFor();
        }
        assertEachAnswersForItself(endpoints("nginx"));
    }

    @Test
    void talksToRedisAndPostgres() throws Exception {
        apply("redis", "postgres");
        assertThat(ping(endpoints("redis").values().iterator().next())).isEqualTo("+PONG");
        assertThat(select(endpoints("postgres").values().iterator().next())).isEqualTo("1");
    }

    @Test
    void adoptsEverythingAfterItsAgentWasKilledAndThenRemovesIt() throws Exception {
        apply("nginx", "redis", "postgres");
        Map<String, Set<Long>> processes = ours(berth.json("instances"));
        Map<String, Integer> ports = new TreeMap<>();
        for (String name : new String[] {"nginx", "redis", "postgres"}) {
            ports.putAll(endpoints(name));
        }
        assertThat(processes).hasSize(3);

        long agent = berth.json("agent", "status").path("pid").asLong();
        ProcessHandle handle = ProcessHandle.of(agent).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().get();

        berth.succeed("apply", "-f", example("nginx"), "-f", example("redis"), "-f", example("postgres"), "--wait");
        assertThat(berth.json("agent", "status").path("pid").asLong()).isNotEqualTo(agent);
        assertThat(ours(berth.json("instances"))).isEqualTo(processes);
        assertThat(ping(endpoints("redis").values().iterator().next())).isEqualTo("+PONG");

        berth.succeed("remove", "-l", "application=servers", "--wait");
        assertNothingIsLeft(processes.keySet(), ports);
    }

    private void assertNothingIsLeft(Set<String> instances, Map<String, Integer> ports) throws IOException {
        assertThat(Instances.processes()).doesNotContainKeys(instances.toArray(String[]::new));
        ports.values()
                .forEach(port -> assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                        .isInstanceOf(ConnectException.class));
        for (String instance : instances) {
            String uid = instance.substring(instance.lastIndexOf('/') + 1);
            assertThat(filesNaming(uid, Path.of("/tmp"), 1)).isEmpty();
            assertThat(filesNaming(uid, berth.state(), 5)).allMatch(this::belongsToALog);
        }
    }

    /** Logs stay to be read after the end, and with them what tells when each part of them was written. */
    private boolean belongsToALog(Path file) {
        return file.startsWith(berth.state().resolve("logs"))
                || file.startsWith(berth.state().resolve("processes").resolve("index"));
    }

    private static Set<Path> filesNaming(String uid, Path root, int depth) throws IOException {
        try (Stream<Path> files = Files.find(
                root, depth, (file, attributes) -> file.getFileName().toString().contains(uid))) {
            return files.collect(java.util.stream.Collectors.toSet());
        }
    }

    private void apply(String... names) throws Exception {
        String[] arguments = new String[2 + 2 * names.length];
        arguments[0] = "apply";
        arguments[1] = "--wait";
        for (int index = 0; index < names.length; index++) {
            arguments[2 + 2 * index] = "-f";
            arguments[3 + 2 * index] = example(names[index]);
        }
        berth.succeed(arguments);
    }

    private static String example(String name) {
        return BerthCommand.examples().resolve(name).resolve(name + ".yaml").toString();
    }

    /** The port of each ready instance. */
    private Map<String, Integer> endpoints(String name) throws Exception {
        Map<String, Integer> ports = new TreeMap<>();
        for (JsonNode endpoint : berth.json("endpoints", name)) {
            ports.put(
                    endpoint.path("instance").asText(), endpoint.path("number").asInt());
        }
        return ports;
    }

    private static void assertEachAnswersForItself(Map<String, Integer> endpoints) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (Map.Entry<String, Integer> endpoint : endpoints.entrySet()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.getValue() + "/"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).body().strip())
                    .isEqualTo(endpoint.getKey());
        }
    }

    /** Reads events until an instance is ready that was restarted that often. */
    private static void untilReady(BufferedReader events, int restarts) throws IOException {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            JsonNode instance = BerthCommand.parse(line).path("instance");
            if (instance.path("ready").asBoolean() && instance.path("restarts").asInt() >= restarts) {
                return;
            }
        }
        throw new AssertionError("the watch ended");
    }

    private static Set<Long> processes(String instance) {
        return Instances.processes().getOrDefault(instance, Set.of());
    }

    private static Map<String, Set<Long>> ours(JsonNode instances) {
        Map<String, Set<Long>> ours = new TreeMap<>();
        for (JsonNode instance : instances) {
            String id = instance.path("id").asText();
            ours.put(id, processes(id));
        }
        return ours;
    }

    private static String ping(int port) throws IOException {
        try (Socket redis = new Socket(InetAddress.getLoopbackAddress(), port)) {
            redis.setSoTimeout(10_000);
            redis.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new java.io.InputStreamReader(redis.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private static String select(int port) throws Exception {
        Process psql = new ProcessBuilder(
                        "psql", "-h", "127.0.0.1", "-p", String.valueOf(port), "-U", "postgres", "-Atc", "SELECT 1")
                .redirectErrorStream(true)
                .start();
        String answer = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(psql.waitFor()).as(answer).isZero();
        return answer;
    }
}
