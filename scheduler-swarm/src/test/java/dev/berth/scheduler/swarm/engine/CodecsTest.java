package dev.berth.scheduler.swarm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecsTest {
    private static InputStream text(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsServicesWithTheirCountsAndAllOfTheirSpec() throws IOException {
        ServiceObject web = ServiceCodec.list(Recording.of("services.json")).get(0);
        assertThat(web.name()).isEqualTo("shop_web");
        assertThat(web.index()).isEqualTo(155);
        assertThat(web.labels()).isEqualTo(Map.of("team", "shop"));
        assertThat(web.runningTasks()).isEqualTo(3);
        assertThat(web.desiredTasks()).isEqualTo(3);
        assertThat(web.update())
                .contains(new UpdateStatus(
                        "updating",
                        Optional.of(Instant.parse("2026-11-21T10:20:18.432672140Z")),
                        Optional.empty(),
                        "update in progress"));
        assertThat(web.spec())
                .isEqualTo(new ObjectMapper()
                        .readTree(Recording.of("services.json"))
                        .get(0)
                        .get("Spec"));
    }

    @Test
    void readsNodes() throws IOException {
        List<NodeObject> nodes = NodeCodec.list(Recording.of("nodes.json"));
        assertThat(nodes).extracting(NodeObject::hostname).containsExactlyInAnyOrder("n1", "n2", "n3");
        assertThat(nodes)
                .filteredOn(node -> node.hostname().equals("n3"))
                .singleElement()
                .satisfies(node -> {
                    assertThat(node.address()).isEqualTo("192.0.2.13");
                    assertThat(node.labels()).isEqualTo(Map.of("zone", "b", "disk", "ssd"));
                    assertThat(node.engineLabels()).containsEntry("rack", "r3");
                    assertThat(node.role()).isEqualTo("worker");
                    assertThat(node.availability()).isEqualTo("active");
                    assertThat(node.state()).isEqualTo("ready");
                    assertThat(node.os()).isEqualTo("linux");
                    assertThat(node.architecture()).isEqualTo("x86_64");
                    assertThat(node.nanoCpus()).isEqualTo(1_000_000_000L);
                    assertThat(node.memoryBytes()).isEqualTo(1L << 30);
                    assertThat(node.index()).isEqualTo(23);
                });
    }

    @Test
    void takesTheAddressOfAManagerThatListensEverywhereFromItsManagerStatus() throws IOException {
        String node =
                "[{\"ID\":\"a\",\"Status\":{\"Addr\":\"0.0.0.0\"},\"ManagerStatus\":{\"Addr\":\"192.0.2.1:2377\"}}]";
        assertThat(NodeCodec.list(text(node))).extracting(NodeObject::address).containsExactly("192.0.2.1");
    }

    @Test
    void tellsNoAddressRatherThanEveryAddress() throws IOException {
        String node = "[{\"ID\":\"a\",\"Status\":{\"Addr\":\"0.0.0.0\"}}]";
        assertThat(NodeCodec.list(text(node))).extracting(NodeObject::address).containsExactly("");
    }

    @Test
    void readsConfigsAndNamesOfSecrets() throws IOException {
        assertThat(ConfigCodec.list(Recording.of("configs.json")))
                .containsExactly(
                        new ConfigObject("mn1i7mzgcb87dgd7g824fqhdm", "shop_config", 146, Map.of("a", "b"), "hello\n"));
        assertThat(ConfigCodec.names(Recording.of("secrets.json")))
                .isEqualTo(Map.of("shop_secret", "3kxe4kxxzfh82b1ofoh6u2j09"));
    }

    @Test
    void writesConfigsAsTheyAreRead() throws IOException {
        String document = ConfigCodec.document("n", Map.of("k", "v"), "ü\"\n\u0000");
        ConfigObject config = ConfigCodec.list(text("[{\"ID\":\"i\",\"Spec\":" + document + "}]"))
                .get(0);
        assertThat(config).isEqualTo(new ConfigObject("i", "n", 0, Map.of("k", "v"), "ü\"\n\u0000"));
    }

    @Test
    void readsEventsOneByOne() throws IOException {
        try (EventCodec events = new EventCodec(Recording.of("events.json"))) {
            EngineEvent update = new EngineEvent("service", "update", "6j53o36r3i9r0hhg0lwa8d87s");
            assertThat(events.next()).contains(update);
            assertThat(events.next()).contains(update);
            assertThat(events.next()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", " [ ] \n"})
    void readsAnEmptyList(String json) throws IOException {
        assertThat(ServiceCodec.list(text(json))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "\"x\"", "[1]", "[{\"Spec\":{}}]", "[{\"ID\":\"a\"}]", "[{\"ID\":", "<html>"})
    void refusesWhatIsNoListOfServices(String json) {
        assertThatThrownBy(() -> ServiceCodec.list(text(json))).isInstanceOf(IOException.class);
    }
}
