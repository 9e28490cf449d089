package dev.berth.scheduler.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.swarm.engine.ApiVersion;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import dev.berth.scheduler.swarm.engine.EngineEvent;
import dev.berth.scheduler.swarm.engine.EngineInfo;
import dev.berth.scheduler.swarm.engine.Filter;
import dev.berth.scheduler.swarm.engine.NodeObject;
import dev.berth.scheduler.swarm.engine.RawLogLine;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import dev.berth.scheduler.swarm.engine.TaskObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A swarm in memory: what a manager keeps, compares and refuses, and nothing that runs. What it does by itself, such as
 * tasks, a test does by {@link #manager}. That it answers as real ones do is shown by {@link SwarmClientContract}.
 * Thread-safe.
 */
final class FakeSwarm implements SwarmClient {
    /** A config has less. */
    static final int CONFIG_LIMIT = 1_024_000;

    final FakeManager manager = new FakeManager();

    @Override
    public EngineInfo info(Call call) {
        call.check("GET /_ping", Effect.NONE);
        return new EngineInfo("20.10.24", ApiVersion.OLDEST);
    }

    @Override
    public List<ServiceObject> services(Filter filter, Call call) {
        call.check("GET /services", Effect.NONE);
        synchronized (manager) {
            return manager
                    .services
                    .all(service -> FakeStore.begins(service.name(), terms(filter, "name"), false)
                            && FakeStore.begins(service.id(), terms(filter, "id"), false)
                            && FakeStore.bears(service.labels(), terms(filter, "label")))
                    .stream()
                    .map(manager::counted)
                    .toList();
        }
    }

    @Override
    public Optional<ServiceObject> service(String name, Call call) {
        call.check("GET /services", Effect.NONE);
        synchronized (manager) {
            return manager.services.find(name).map(manager::counted);
        }
    }

    @Override
    public boolean createService(String document, Call call) {
        String request = "POST /services/create";
        call.check(request, Effect.NONE);
        synchronized (manager) {
            ObjectNode spec = spec(request, document);
            checkReferences(request, spec);
            String name = spec.path("Name").asText();
            if (manager.services.isTaken(name)) {
                return false;
            }
            manager.write(manager.newId(), name, spec);
            return true;
        }
    }

    @Override
    public boolean updateService(String id, long index, String document, Call call) {
        String request = "POST /services/" + id + "/update";
        call.check(request, Effect.NONE);
        synchronized (manager) {
            Optional<ServiceObject> service = manager.services.byId(id);
            if (service.isEmpty()) {
                return false;
            }
            ObjectNode spec = spec(request, document);
            checkReferences(request, spec);
            if (!kind(spec).equals(kind(service.get().spec()))) {
                throw FakeRefusals.otherMode(request);
            }
            if (!spec.path("Name").asText().equals(service.get().name())) {
                throw FakeRefusals.otherName(request);
            }
            if (service.get().index() != index) {
                return false;
            }
            manager.write(id, service.get().name(), spec);
            return true;
        }
    }

    private static String kind(ObjectNode spec) {
        return spec.path("Mode").has("Global") ? "Global" : "Replicated";
    }

    private void checkReferences(String request, ObjectNode spec) {
        for (JsonNode network : spec.at("/TaskTemplate/Networks")) {
            if (!manager.networks.contains(network.path("Target").asText())) {
                throw FakeRefusals.noNetwork(request, network.path("Target").asText());
            }
        }
        for (JsonNode secret : spec.at("/TaskTemplate/ContainerSpec/Secrets")) {
            String name = secret.path("SecretName").asText();
            if (!secret.path("SecretID").asText().equals(manager.secrets.get(name))) {
                throw FakeRefusals.noSecret(request, name);
            }
        }
        for (JsonNode config : spec.at("/TaskTemplate/ContainerSpec/Configs")) {
            String name = config.path("ConfigName").asText();
            if (manager.configs
                    .byId(config.path("ConfigID").asText())
                    .filter(found -> found.name().equals(name))
                    .isEmpty()) {
                throw FakeRefusals.noConfig(request, name);
            }
        }
    }

    @Override
    public void removeService(String name, Call call) {
        call.check("DELETE /services/" + name, Effect.NONE);
        synchronized (manager) {
            manager.services.find(name).ifPresent(manager::remove);
        }
    }

    @Override
    public List<ConfigObject> configs(Filter filter, Call call) {
        call.check("GET /configs", Effect.NONE);
        synchronized (manager) {
            return manager.configs.all(config -> FakeStore.begins(config.name(), terms(filter, "name"), true)
                    && FakeStore.begins(config.id(), terms(filter, "id"), false)
                    && FakeStore.bears(config.labels(), terms(filter, "label")));
        }
    }

    @Override
    public boolean createConfig(String name, Map<String, String> labels, String data, Call call) {
        call.check("POST /configs/create", Effect.NONE);
        synchronized (manager) {
            int size = data.getBytes(StandardCharsets.UTF_8).length;
            if (size == 0 || size >= CONFIG_LIMIT) {
                throw FakeRefusals.configSize(CONFIG_LIMIT);
            }
            if (manager.configs.isTaken(name)) {
                return false;
            }
            manager.write(new ConfigObject(manager.newId(), name, manager.next(), labels, data), "create");
            return true;
        }
    }

    @Override
    public boolean labelConfig(ConfigObject config, Map<String, String> labels, Call call) {
        call.check("POST /configs/" + config.id() + "/update", Effect.NONE);
        synchronized (manager) {
            Optional<ConfigObject> there =
                    manager.configs.byId(config.id()).filter(found -> found.index() == config.index());
            there.ifPresent(found -> manager.write(
                    new ConfigObject(found.id(), found.name(), manager.next(), labels, found.data()), "update"));
            return there.isPresent();
        }
    }

    @Override
    public void removeConfig(String name, Call call) {
        call.check("DELETE /configs/" + name, Effect.NONE);
        synchronized (manager) {
            manager.configs.find(name).ifPresent(config -> {
                manager.services.all().stream()
                        .filter(service -> service.spec()
                                .at("/TaskTemplate/ContainerSpec/Configs")
                                .findValuesAsText("ConfigID")
                                .contains(config.id()))
                        .findFirst()
                        .ifPresent(service -> {
                            throw FakeRefusals.configInUse(config.name(), service.name());
                        });
                manager.remove(config);
            });
        }
    }

    @Override
    public Map<String, String> secrets(Call call) {
        call.check("GET /secrets", Effect.NONE);
        synchronized (manager) {
            return new TreeMap<>(manager.secrets);
        }
    }

    @Override
    public Set<String> networks(Call call) {
        call.check("GET /networks", Effect.NONE);
        synchronized (manager) {
            return new TreeSet<>(manager.networks);
        }
    }

    @Override
    public void tasks(Filter filter, Consumer<TaskObject> each, Call call) {
        call.check("GET /tasks", Effect.NONE);
        List<TaskObject> found = new ArrayList<>();
        synchronized (manager) {
            for (String id : terms(filter, "service")) {
                if (manager.services.byId(id).isEmpty()) {
                    throw FakeRefusals.noService("GET /tasks", id);
                }
            }
            found.addAll(manager.tasks(terms(filter, "service"), terms(filter, "label")));
        }
        found.forEach(each);
    }

    @Override
    public List<NodeObject> nodes(Call call) {
        call.check("GET /nodes", Effect.NONE);
        synchronized (manager) {
            return manager.nodes.all();
        }
    }

    @Override
    public boolean updateNode(NodeObject node, ObjectNode spec, Call call) {
        call.check("POST /nodes/" + node.id() + "/update", Effect.NONE);
        synchronized (manager) {
            boolean current = manager.nodes
                    .byId(node.id())
                    .filter(found -> found.index() == node.index())
                    .isPresent();
            if (current) {
                manager.write(node, spec);
            }
            return current;
        }
    }

    @Override
    public Feed<EngineEvent> events(Call call) {
        call.check("GET /events", Effect.NONE);
        synchronized (manager) {
            FakeFeed<EngineEvent> feed = new FakeFeed<>(call);
            manager.watchers.add(feed);
            return feed;
        }
    }

    @Override
    public Feed<RawLogLine> logs(String path, LogOptions options, Call call) {
        throw new UnsupportedOperationException("what tasks print is read in EngineClientLabTest");
    }

    @Override
    public void close() {
        synchronized (manager) {
            manager.watchers.forEach(FakeFeed::close);
        }
    }

    private static List<String> terms(Filter filter, String key) {
        return filter.terms().getOrDefault(key, List.of());
    }

    private static ObjectNode spec(String request, String document) {
        return FakeManager.parsed(document).orElseThrow(() -> FakeRefusals.noJson(request));
    }
}
