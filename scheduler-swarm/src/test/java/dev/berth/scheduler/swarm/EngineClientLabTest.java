package dev.berth.scheduler.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.Feed;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.swarm.engine.ApiVersion;
import dev.berth.scheduler.swarm.engine.Filter;
import dev.berth.scheduler.swarm.engine.NodeObject;
import dev.berth.scheduler.swarm.engine.RawLogLine;
import dev.berth.scheduler.swarm.engine.TaskObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The client against the engines of the lab, whichever version they are. */
@EnabledIfEnvironmentVariable(named = Lab.PRESENT, matches = ".+")
class EngineClientLabTest {
    private final EngineClient client = new EngineClient(SwarmConfig.at(Lab.socket("N1")));
    private final String name = "client_" + UUID.randomUUID().toString().substring(0, 8);

    private static Call call() {
        return Call.within(Duration.ofSeconds(30));
    }

    @AfterEach
    void removeAll() {
        client.removeService(name, call());
        client.close();
    }

    @Test
    void speaksTheNewestVersionThatBothSidesKnow() {
        assertThat(client.info(call()).apiVersion()).isEqualTo(ApiVersion.of(Lab.value("API_VERSION")));
        assertThat(client.info(call()).version()).startsWith(Lab.value("ENGINE"));
    }

    @Test
    void tellsNodesWithWhatTheyHave() {
        assertThat(client.nodes(call()))
                .filteredOn(node -> node.id().equals(Lab.value("N1_ID")))
                .singleElement()
                .satisfies(node -> {
                    assertThat(node.address()).isEqualTo(Lab.value("N1_ADDRESS"));
                    assertThat(node.labels()).containsEntry("zone", Lab.value("N1_ZONE"));
                    assertThat(node.state()).isEqualTo("ready");
                    assertThat(node.role()).isEqualTo("manager");
                });
    }

    @Test
    void tellsTasksAndTheirLines() throws InterruptedException {
        String script = "echo one; echo two >&2; head -c 40000 /dev/zero | tr '\\\\0' x; echo; sleep 1000";
        client.createService(service(script, 1), call());
        String id = client.service(name, call()).orElseThrow().id();
        TaskObject task = running(id);
        assertThat(task.labels()).containsEntry("of", "test");
        assertThat(task.slot()).hasValue(1);
        List<RawLogLine> lines = new ArrayList<>();
        var options = new SwarmClient.LogOptions(Optional.empty(), OptionalInt.empty(), true);
        try (Feed<RawLogLine> feed = client.logs("services/" + id, options, call())) {
            while (lines.size() < 3) {
                lines.add(feed.poll(Duration.ofSeconds(20)).orElseThrow());
            }
        }
        assertThat(lines).extracting(RawLogLine::taskId).containsOnly(task.id());
        assertThat(lines).extracting(RawLogLine::nodeId).containsOnly(task.nodeId());
        assertThat(lines.stream().filter(RawLogLine::error).map(RawLogLine::text))
                .containsExactly("two");
        assertThat(lines.stream().filter(line -> !line.error()).map(RawLogLine::text))
                .containsExactly("one", "x".repeat(40_000));
    }

    private TaskObject running(String service) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end) {
            List<TaskObject> tasks = new ArrayList<>();
            client.tasks(Filter.ALL.service(service), tasks::add, call());
            for (TaskObject task : tasks) {
                if (task.state().equals("running")) {
                    return task;
                }
            }
        }
        throw new AssertionError("no task ran in time");
    }

    @Test
    void goesOnToAManagerPastWorkersAndAddressesNobodyAnswersAt() {
        SwarmConfig config = SwarmConfig.at(
                URI.create("unix:///nonexistent/docker.sock"), Lab.socket(Lab.worker()), Lab.socket("N1"));
        try (EngineClient several = new EngineClient(config)) {
            assertThat(several.nodes(call())).extracting(NodeObject::id).contains(Lab.value("N1_ID"));
        }
    }

    @Test
    void speaksMutualTls() {
        SwarmConfig config = SwarmConfig.at(Lab.tcp("N1")).withTls(Lab.tls("CERTIFICATES"));
        try (EngineClient secured = new EngineClient(config)) {
            assertThat(secured.nodes(call())).extracting(NodeObject::id).contains(Lab.value("N1_ID"));
        }
    }

    private String service(String script, int replicas) {
        return """
                {"Name": "%s", "TaskTemplate": {
                  "ContainerSpec": {"Image": "%s", "Command": ["sh", "-c", "%s"], "Labels": {"of": "test"}}},
                 "Mode": {"Replicated": {"Replicas": %d}}}""".formatted(name, Lab.value("IMAGE_LOCAL"), script, replicas);
    }
}
