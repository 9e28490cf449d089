package dev.berth.scheduler.core;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.Nodes;
import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.core.testing.MemoryBackend;
import dev.berth.scheduler.core.testing.MemoryTranslator;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.status.NodeId;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Rule CAP-1, of nodes: what a backend lacks is refused in its own words. */
class NodeVerbsTest {
    private final MemoryBackend backend = new MemoryBackend();
    private final Nodes nodes = new BackendScheduler(
                    backend, new MemoryTranslator(), new BackendContext("memory", "test", Clock.systemUTC()))
            .nodes();

    @Test
    void aDrainIsRefusedWithTheReasonOfTheBackend() {
        backend.lacks(Capabilities.NODE_DRAIN);

        assertThatThrownBy(() -> nodes.drain(new NodeId("a")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("switched off")
                .hasMessageContaining("node.drain");
    }

    @Test
    void aCordonIsRefusedWithTheReasonOfTheBackend() {
        backend.lacks(Capabilities.NODE_CORDON);

        assertThatThrownBy(() -> nodes.schedulable(new NodeId("a"), false))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("switched off")
                .hasMessageContaining("node.cordon");
    }
}
