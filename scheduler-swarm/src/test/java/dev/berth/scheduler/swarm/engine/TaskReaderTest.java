package dev.berth.scheduler.swarm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskReaderTest {
    private static InputStream text(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    private static TaskObject recorded(String id) throws IOException {
        List<TaskObject> all = new ArrayList<>();
        TaskReader.each(Recording.of("tasks.json"), all::add);
        return all.stream().filter(task -> task.id().startsWith(id)).findFirst().orElseThrow();
    }

    @Test
    void readsATaskThatRunsWithItsPortsAndReservations() throws IOException {
        TaskObject task = recorded("cw0p");
        assertThat(task.serviceId()).isEqualTo("6j53o36r3i9r0hhg0lwa8d87s");
        assertThat(task.slot()).hasValue(3);
        assertThat(task.nodeId()).isEqualTo("ipakzau1ftp05akka7vl5u83j");
        assertThat(task.state()).isEqualTo("running");
        assertThat(task.desiredState()).isEqualTo("running");
        assertThat(task.labels()).isEqualTo(Map.of("of", "shop_web"));
        assertThat(task.ports()).containsExactly(new TaskObject.TaskPort("tcp", 80, 32_768));
        assertThat(task.containerId()).startsWith("082d37df4138");
        assertThat(task.reservedNanoCpus()).isEqualTo(100_000_000);
        assertThat(task.reservedBytes()).isEqualTo(16 << 20);
        assertThat(task.createdAt()).isAfter(Instant.parse("2026-11-21T10:20:13Z"));
        assertThat(task.since()).isAfter(task.createdAt());
    }

    @Test
    void readsATaskThatFailedWithItsCode() throws IOException {
        TaskObject task = recorded("n86i");
        assertThat(task.state()).isEqualTo("failed");
        assertThat(task.desiredState()).isEqualTo("shutdown");
        assertThat(task.exitCode()).hasValue(4);
        assertThat(task.error()).isEqualTo("task: non-zero exit (4)");
    }

    @Test
    void readsATaskThatWaitsForANode() throws IOException {
        TaskObject task = recorded("ympi");
        assertThat(task.state()).isEqualTo("pending");
        assertThat(task.nodeId()).isEmpty();
        assertThat(task.exitCode()).isEmpty();
        assertThat(task.error()).isEqualTo("no suitable node (scheduling constraints not satisfied on 3 nodes)");
    }

    @Test
    void readsATaskOfAGlobalServiceWithoutASlot() throws IOException {
        assertThat(recorded("k6mg").slot()).isEqualTo(OptionalInt.empty());
    }

    @Test
    void passesOverWhatItDoesNotKnowAndTakesNullForNothing() throws IOException {
        List<TaskObject> all = new ArrayList<>();
        TaskReader.each(
                text(
                        "[{\"New\":{\"ID\":\"no\",\"x\":[{}]},\"ID\":\"a\",\"Spec\":null,\"NodeID\":null,"
                                + "\"Status\":{\"State\":\"running\",\"PortStatus\":{\"Ports\":null},\"More\":[1,{\"State\":\"x\"}]}}]"),
                all::add);
        assertThat(all).singleElement().satisfies(task -> {
            assertThat(task.id()).isEqualTo("a");
            assertThat(task.state()).isEqualTo("running");
            assertThat(task.ports()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[{}]",
                "[{\"ID\":\"a\"}]",
                "[{\"ID\":[]}]",
                "[{\"ID\":\"a\",\"Status\":[]}]",
                "[{\"ID\":\"a\",\"Slot\":\"x\"}]",
                "[{\"ID\":\"a\",\"Status\":{\"State\":\"running\",\"Timestamp\":\"yesterday\"}}]",
                "[{\"ID\":\"a\",\"Status\":{"
            })
    void refusesWhatIsNoListOfTasks(String json) {
        assertThatThrownBy(() -> TaskReader.each(text(json), task -> {})).isInstanceOf(IOException.class);
    }

    @Test
    void tellsATaskBeforeTheNextHasCome() throws IOException {
        List<String> order = new ArrayList<>();
        InputStream second = new InputStream() {
            private final InputStream rest = text(",{\"ID\":\"b\",\"Status\":{\"State\":\"new\"}}]");

            @Override
            public int read() throws IOException {
                return rest.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                order.add("asked for more");
                return rest.read(into, offset, length);
            }
        };
        TaskReader.each(
                new SequenceInputStream(text("[{\"ID\":\"a\",\"Status\":{\"State\":\"new\"}}"), second),
                task -> order.add(task.id()));
        assertThat(order).startsWith("a", "asked for more").contains("b");
    }
}
