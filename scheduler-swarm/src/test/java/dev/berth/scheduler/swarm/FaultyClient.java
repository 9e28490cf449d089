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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Another client whose requests are counted, and fail where a test says so. Thread-safe. */
final class FaultyClient implements SwarmClient {
    private final SwarmClient behind;
    private final List<String> requests = new ArrayList<>();
    private final Map<Integer, Fault> byNumber = new HashMap<>();
    private final Map<String, Fault> byMethod = new HashMap<>();

    FaultyClient(SwarmClient behind) {
        this.behind = behind;
    }

    /** The request after {@code before} others fails. */
    synchronized void fail(int before, Fault fault) {
        byNumber.put(requests.size() + before, fault);
    }

    /** The next request of this method of the client fails. */
    synchronized void next(String method, Fault fault) {
        byMethod.put(method, fault);
    }

    /** The methods that were called since this was asked last, in order. */
    synchronized List<String> requests() {
        List<String> all = List.copyOf(requests);
        requests.clear();
        byNumber.clear();
        return all;
    }

    private synchronized Optional<Fault> noted(String method) {
        Fault counted = byNumber.remove(requests.size());
        requests.add(method);
        notifyAll();
        return Optional.ofNullable(counted).or(() -> Optional.ofNullable(byMethod.remove(method)));
    }

    /** Waits until so many requests of this method were made since {@link #requests} was asked. */
    synchronized void await(String method, int count) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (requests.stream().filter(method::equals).count() < count) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError(method + " was not called " + count + " times, but " + requests);
            }
            wait(left);
        }
    }

    private <T> T read(String method, Call call, Supplier<T> good) {
        return request(method, false, call, good);
    }

    private <T> T write(String method, Call call, Supplier<T> good) {
        return request(method, true, call, good);
    }

    private <T> T request(String method, boolean write, Call call, Supplier<T> good) {
        Optional<Fault> fault = noted(method);
        return fault.isPresent() ? fault.get().happen(method, write, call, good) : good.get();
    }

    @Override
    public EngineInfo info(Call call) {
        return read("info", call, () -> behind.info(call));
    }

    @Override
    public List<ServiceObject> services(Filter filter, Call call) {
        return read("services", call, () -> behind.services(filter, call));
    }

    @Override
    public Optional<ServiceObject> service(String name, Call call) {
        return read("service", call, () -> behind.service(name, call));
    }

    @Override
    public boolean createService(String document, Call call) {
        return write("createService", call, () -> behind.createService(document, call));
    }

    @Override
    public boolean updateService(String id, long index, String document, Call call) {
        return write("updateService", call, () -> behind.updateService(id, index, document, call));
    }

    @Override
    public void removeService(String name, Call call) {
        write("removeService", call, () -> {
            behind.removeService(name, call);
            return true;
        });
    }

    @Override
    public List<ConfigObject> configs(Filter filter, Call call) {
        return read("configs", call, () -> behind.configs(filter, call));
    }

    @Override
    public Set<String> networks(Call call) {
        return read("networks", call, () -> behind.networks(call));
    }

    @Override
    public boolean createConfig(String name, Map<String, String> labels, String data, Call call) {
        return write("createConfig", call, () -> behind.createConfig(name, labels, data, call));
    }

    @Override
    public boolean labelConfig(ConfigObject config, Map<String, String> labels, Call call) {
        return write("labelConfig", call, () -> behind.labelConfig(config, labels, call));
    }

    @Override
    public void removeConfig(String name, Call call) {
        write("removeConfig", call, () -> {
            behind.removeConfig(name, call);
            return true;
        });
    }

    @Override
    public Map<String, String> secrets(Call call) {
        return read("secrets", call, () -> behind.secrets(call));
    }

    @Override
    public void tasks(Filter filter, Consumer<TaskObject> each, Call call) {
        read("tasks", call, () -> {
            behind.tasks(filter, each, call);
            return true;
        });
    }

    @Override
    public List<NodeObject> nodes(Call call) {
        return read("nodes", call, () -> behind.nodes(call));
    }

    @Override
    public boolean updateNode(NodeObject node, ObjectNode spec, Call call) {
        return write("updateNode", call, () -> behind.updateNode(node, spec, call));
    }

    @Override
    public Feed<EngineEvent> events(Call call) {
        return read("events", call, () -> behind.events(call));
    }

    @Override
    public Feed<RawLogLine> logs(String path, LogOptions options, Call call) {
        return read("logs", call, () -> behind.logs(path, options, call));
    }

    @Override
    public void close() {
        behind.close();
    }
}
