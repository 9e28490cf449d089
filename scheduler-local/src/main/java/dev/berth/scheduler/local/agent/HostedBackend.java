package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.spi.Backend;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an agent serves, and what it runs beside it.
 *
 * @param backend served to callers; closing it must not stop workloads
 * @param companions closed before the backend, last first: the controller
 * @param settings what it was opened with, by key, in words: a caller with others is told
 */
public record HostedBackend(Backend backend, List<AutoCloseable> companions, Map<String, String> settings)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostedBackend.class);

    public HostedBackend {
        companions = List.copyOf(companions);
        settings = Map.copyOf(settings);
    }

    AgentSettings agentSettings() {
        return new AgentSettings(settings);
    }

    @Override
    public void close() {
        ListIterator<AutoCloseable> last = companions.listIterator(companions.size());
        while (last.hasPrevious()) {
            close(last.previous());
        }
        backend.close();
    }

    /** One that fails to close keeps none of the others open. */
    private static void close(AutoCloseable companion) {
        try {
            companion.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.error("can't close {}", companion, e);
        }
    }
}
