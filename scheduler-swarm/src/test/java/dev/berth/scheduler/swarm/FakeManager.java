package dev.berth.scheduler.swarm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import dev.berth.scheduler.swarm.engine.EngineEvent;
import dev.berth.scheduler.swarm.engine.NodeCodec;
import dev.berth.scheduler.swarm.engine.NodeObject;
import dev.berth.scheduler.swarm.engine.Recording;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import dev.berth.scheduler.swarm.engine.TaskObject;
import dev.berth.scheduler.swarm.engine.UpdateStatus;
import dev.berth.scheduler.swarm.render.Json;
import dev.berth.scheduler.swarm.render.Labels;
import dev.berth.scheduler.swarm.status.TestTasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What the managers of a {@link FakeSwarm} hold, and what they or others do there by themselves. Thread-safe. */
final class FakeManager {
    final FakeStore<ServiceObject> services = new FakeStore<>(ServiceObject::id, ServiceObject::name);
    final FakeStore<ConfigObject> configs = new FakeStore<>(ConfigObject::id, ConfigObject::name);
    final FakeStore<NodeObject> nodes = new FakeStore<>(NodeObject::id, NodeObject::id);
    final Map<String, String> secrets = new TreeMap<>();
    final Set<String> networks = new TreeSet<>(Set.of("bridge", "host"));
    final List<FakeFeed<EngineEvent>> watchers = new ArrayList<>();
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, ObjectNode> previous = new HashMap<>();
    private long index = 100;
    private int ids;

    /** Found by the labels that its service had. */
    private record Task(TaskObject object, Map<String, String> labels) {}

    /** With the three nodes that were recorded. */
    FakeManager() {
        try {
            NodeCodec.list(Recording.of("nodes.json")).forEach(nodes::put);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized String newId() {
        return "%025d".formatted(++ids);
    }

    /** One count for all objects, which never goes back. */
    synchronized long next() {
        return ++index;
    }

    synchronized void write(ConfigObject config, String action) {
        configs.put(config);
        tell("config", action, config.id());
    }

    synchronized void write(NodeObject node, ObjectNode spec) {
        nodes.put(with(node, spec.path("Availability").asText(), node.state(), spec));
        tell("node", "update", node.id());
    }

    /** What becomes of an engine, or of the way to it. */
    synchronized void state(String node, String state) {
        NodeObject now = nodes.byId(node).orElseThrow();
        nodes.put(with(now, now.availability(), state, now.spec()));
        tell("node", "update", node);
    }

    private NodeObject with(NodeObject node, String availability, String state, ObjectNode spec) {
        return new NodeObject(
                node.id(),
                next(),
                node.hostname(),
                node.address(),
                texts(spec.path("Labels")),
                node.engineLabels(),
                node.role(),
                availability,
                state,
                node.os(),
                node.architecture(),
                node.nanoCpus(),
                node.memoryBytes(),
                spec);
    }

    synchronized void remove(ServiceObject service) {
        services.remove(service);
        tell("service", "remove", service.id());
    }

    synchronized void remove(ConfigObject config) {
        configs.remove(config);
        tell("config", "remove", config.id());
    }

    private void tell(String type, String action, String id) {
        watchers.forEach(watcher -> watcher.tell(new EngineEvent(type, action, id)));
    }

    synchronized ServiceObject counted(ServiceObject service) {
        JsonNode replicas = service.spec().at("/Mode/Replicated/Replicas");
        List<TaskObject> own = tasks(List.of(service.id()), List.of());
        long running = own.stream()
                .filter(task ->
                        task.state().equals("running") && task.desiredState().equals("running"))
                .count();
        int desired = replicas.isMissingNode() ? own.size() : replicas.asInt();
        return new ServiceObject(
                service.id(),
                service.name(),
                service.index(),
                service.labels(),
                service.spec(),
                Optional.ofNullable(previous.get(service.id()))
                        .filter(spec -> service.update()
                                .filter(status -> !status.isCompleted())
                                .isPresent()),
                service.update(),
                (int) running,
                desired);
    }

    /** Made of its spec, or given another one: how far a rollout was is forgotten with that. */
    synchronized void write(String id, String name, ObjectNode spec) {
        String action = services.byId(id).isPresent() ? "update" : "create";
        write(id, name, spec, Optional.empty());
        tell("service", action, id);
    }

    private void write(String id, String name, ObjectNode spec, Optional<UpdateStatus> update) {
        services.byId(id)
                .map(ServiceObject::spec)
                .filter(before -> !before.equals(spec))
                .ifPresent(before -> previous.put(id, before));
        services.put(
                new ServiceObject(id, name, next(), texts(spec.path("Labels")), spec, Optional.empty(), update, 0, 0));
    }

    synchronized List<TaskObject> tasks(List<String> services, List<String> labels) {
        return tasks.values().stream()
                .filter(task ->
                        services.isEmpty() || services.contains(task.object().serviceId()))
                .filter(task -> FakeStore.bears(task.labels(), labels))
                .map(Task::object)
                .toList();
    }

    synchronized ServiceObject service(String name) {
        return counted(services.find(name).orElseThrow(() -> new AssertionError("there is no service " + name)));
    }

    /** A task of this service is now so; its labels are what the service gives it. */
    synchronized void task(String service, TestTasks task) {
        ServiceObject of = service(service);
        TaskObject object = task.of(of.id())
                .labelled(texts(of.spec().at("/TaskTemplate/ContainerSpec/Labels")))
                .task();
        tasks.put(object.id(), new Task(object, of.labels()));
    }

    /** Tasks run in all of its slots. */
    synchronized void run(String service) {
        for (int slot = 1; slot <= service(service).desiredTasks(); slot++) {
            task(service, TestTasks.in("running").named(service + "." + slot).slot(slot));
        }
    }

    /** Forgets how they ended, as managers do. */
    synchronized void forgetTasks() {
        tasks.clear();
    }

    /** Notes how far a rollout is, with which the index grows. */
    synchronized void rollout(String service, String state) {
        ServiceObject now = service(service);
        UpdateStatus update =
                new UpdateStatus(state, Optional.of(TestTasks.NOON), Optional.empty(), "as the test says");
        write(now.id(), service, now.spec(), Optional.of(update));
    }

    /** Somebody makes one with the docker command. */
    synchronized void somebodyCreates(String name, Map<String, String> labels) {
        ObjectNode spec = Json.object().put("Name", name);
        spec.set("Labels", Labels.json(labels));
        write(newId(), name, spec);
    }

    /** Somebody changes it with the docker command. */
    synchronized void edit(String service, Consumer<ObjectNode> change) {
        ServiceObject now = service(service);
        ObjectNode spec = now.spec().deepCopy();
        change.accept(spec);
        write(now.id(), service, spec);
    }

    /** Somebody labels it another way. */
    synchronized void label(String config, String key, String value) {
        ConfigObject now = configs.find(config).orElseThrow();
        Map<String, String> labels = new TreeMap<>(now.labels());
        labels.put(key, value);
        write(new ConfigObject(now.id(), now.name(), next(), labels, now.data()), "update");
    }

    /** Somebody labels the node of this name. */
    synchronized void labelNode(String hostname, String key, String value) {
        NodeObject now = nodes.all(node -> node.hostname().equals(hostname)).get(0);
        ObjectNode spec = now.spec().deepCopy();
        spec.withObjectProperty("Labels").put(key, value);
        write(now, spec);
    }

    static Optional<ObjectNode> parsed(String document) {
        try {
            return new ObjectMapper().readTree(document) instanceof ObjectNode spec
                    ? Optional.of(spec)
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    static Map<String, String> texts(JsonNode map) {
        Map<String, String> texts = new TreeMap<>();
        map.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }
}
