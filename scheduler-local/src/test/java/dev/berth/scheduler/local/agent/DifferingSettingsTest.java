package dev.berth.scheduler.local.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.local.agent.wire.Hello;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent keeps the settings it was started with: a caller with others is told, and changes nothing. */
class DifferingSettingsTest {
    private static final StoredRecord RECORD =
            new StoredRecord(new RecordKey(WorkloadId.parse("a/b"), 1), Map.of(), "");

    @TempDir
    private Path directory;

    private AgentServer server;

    @BeforeEach
    void serve() throws IOException {
        AgentFiles files = new AgentFiles(directory);
        AgentEndpoint endpoint =
                new AgentEndpoint(files.newSocket(), ProcessHandle.current().pid(), "none", Hello.ours("t"));
        server = AgentServer.start(
                endpoint.socket(),
                "t",
                new FakeBackend(),
                new AgentSettings(Map.of("owner", "berth", "nodes.a", "{cpu = 2}")));
        new EndpointFile(files).write(endpoint);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everyEditIsRefusedWithEachKeyThatDiffersAndWhatToDo() {
        try (AgentBackend client = client(Map.of("owner", "berth", "nodes.a", "{cpu = 4}", "portRange", "1-2"))) {
            assertThatThrownBy(() -> client.createIfAbsent(RECORD, call()))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.effect()).isEqualTo(Effect.NONE))
                    .hasMessageContaining("nodes.a (={cpu = 4}, the agent has {cpu = 2})")
                    .hasMessageContaining("portRange (=1-2, the agent has unset)")
                    .hasMessageContaining("'berth agent stop'")
                    .hasMessageNotContaining("owner");
            assertThatThrownBy(() -> client.delete(RECORD.key(), call())).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> client.schedulable(new NodeId("a"), false, call()))
                    .isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> client.drain(new NodeId("a"), call())).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> client.cancel(new RunId(RECORD.key().id(), "1"), call()))
                    .isInstanceOf(RefusedException.class);
            assertThat(client.records(RECORD.key().id(), call())).isEmpty();
        }
    }

    @Test
    void readsAreAnswered() {
        try (AgentBackend client = client(Map.of("owner", "another"))) {
            assertThat(client.describe(call()).type()).isEqualTo("fake");
            assertThat(client.records(RECORD.key().id(), call())).isEmpty();
        }
    }

    @Test
    void aCallerWithTheSameSettingsOrWithoutAnyMayEdit() {
        try (AgentBackend same = client(Map.of("owner", "berth", "nodes.a", "{cpu = 2}"));
                AgentBackend silent = AgentBackend.attached(directory)) {
            assertThat(same.createIfAbsent(RECORD, call())).isTrue();
            assertThatCode(() -> silent.delete(RECORD.key(), call())).doesNotThrowAnyException();
        }
    }

    private AgentBackend client(Map<String, String> settings) {
        return AgentBackend.starting(directory, settings, () -> new AgentCommand("unused", List.of()));
    }

    private static Call call() {
        return Call.within(Duration.ofSeconds(Background.PATIENCE_SECONDS));
    }
}
