package dev.berth.scheduler.swarm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.Feed;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import dev.berth.scheduler.swarm.engine.EngineEvent;
import dev.berth.scheduler.swarm.engine.EngineInfo;
import dev.berth.scheduler.swarm.engine.Filter;
import dev.berth.scheduler.swarm.engine.NodeObject;
import dev.berth.scheduler.swarm.engine.RawLogLine;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import dev.berth.scheduler.swarm.engine.TaskObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * All input and output of this adapter: one request for each method, to a manager of the swarm. Every method ends by its
 * call's deadline and fails with a {@code SchedulerException} only; nothing is sent twice by itself. Thread-safe.
 */
interface SwarmClient extends AutoCloseable {
    /** The manager that answers and the version spoken with it. */
    EngineInfo info(Call call);

    /** Services with their tasks counted. Names of a filter are prefixes. */
    List<ServiceObject> services(Filter filter, Call call);

    /** By its whole name or id. */
    Optional<ServiceObject> service(String name, Call call);

    /**
     * Creates a service.
     *
     * @param document its spec as JSON
     * @return false when a service of this name, letter case aside, exists
     */
    boolean createService(String document, Call call);

    /**
     * Gives a service another spec, all of it.
     *
     * @return false when {@code index} is no longer the service's; nothing was changed then
     */
    boolean updateService(String id, long index, String document, Call call);

    /** Removes a service by name or id; one that isn't there is no failure. */
    void removeService(String name, Call call);

    List<ConfigObject> configs(Filter filter, Call call);

    /**
     * Creates a config.
     *
     * @return false when one of this name exists
     */
    boolean createConfig(String name, Map<String, String> labels, String data, Call call);

    /**
     * Gives a config other labels.
     *
     * @return false when {@code index} is no longer the config's, or it is gone
     */
    boolean labelConfig(ConfigObject config, Map<String, String> labels, Call call);

    /** Removes a config by name or id; one that isn't there is no failure. */
    void removeConfig(String name, Call call);

    /** The names of all secrets and their ids. */
    Map<String, String> secrets(Call call);

    /** The names and ids of the networks that services may be attached to. */
    Set<String> networks(Call call);

    /** Tells each task to {@code each} while the answer is read, so that a long list takes no more room than one. */
    void tasks(Filter filter, Consumer<TaskObject> each, Call call);

    List<NodeObject> nodes(Call call);

    /**
     * Gives a node another spec, all of it.
     *
     * @return false when its index is no longer the node's
     */
    boolean updateNode(NodeObject node, ObjectNode spec, Call call);

    /**
     * Tells changes of services, nodes, configs and secrets until it is closed. An engine answers a moment before it listens
     * itself, so what happens meanwhile may be missed.
     */
    Feed<EngineEvent> events(Call call);

    /**
     * The output of a task or of all tasks of a service, oldest first.
     *
     * @param path {@code tasks/ID} or {@code services/ID}
     */
    Feed<RawLogLine> logs(String path, LogOptions options, Call call);

    /**
     * Which lines.
     *
     * @param tail at most so many lines of each task, the last ones
     * @param follow whether to wait for lines yet to come
     */
    record LogOptions(Optional<Instant> since, OptionalInt tail, boolean follow) {}

    @Override
    void close();
}
