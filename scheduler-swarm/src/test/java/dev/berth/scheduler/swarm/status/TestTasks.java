package dev.berth.scheduler.swarm.status;

import dev.berth.scheduler.swarm.engine.TaskObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Tasks as an engine tells them, said in a line. Each change makes another one. */
public final class TestTasks {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private String id = "task1";
    private String service = "service1";
    private OptionalInt slot = OptionalInt.of(1);
    private String node = "node1";
    private String state;
    private String desired = "running";
    private Instant created = NOON;
    private Instant since = NOON;
    private String error = "";
    private String container = "container1";
    private OptionalInt code = OptionalInt.of(0);
    private Map<String, String> labels = Map.of();
    private List<TaskObject.TaskPort> ports = List.of();

    private TestTasks(String state) {
        this.state = state;
    }

    private TestTasks(TestTasks other) {
        this.id = other.id;
        this.service = other.service;
        this.slot = other.slot;
        this.node = other.node;
        this.state = other.state;
        this.desired = other.desired;
        this.created = other.created;
        this.since = other.since;
        this.error = other.error;
        this.container = other.container;
        this.code = other.code;
        this.labels = other.labels;
        this.ports = other.ports;
    }

    public static TestTasks in(String state) {
        return new TestTasks(state);
    }

    private TestTasks with(Consumer<TestTasks> change) {
        TestTasks other = new TestTasks(this);
        change.accept(other);
        return other;
    }

    /** The same one later. */
    public TestTasks then(String next) {
        return with(task -> task.state = next);
    }

    public TestTasks named(String name) {
        return with(task -> task.id = name);
    }

    public TestTasks of(String serviceId) {
        return with(task -> task.service = serviceId);
    }

    public TestTasks slot(int number) {
        return with(task -> task.slot = OptionalInt.of(number));
    }

    public TestTasks on(String nodeId) {
        return with(task -> task.node = nodeId);
    }

    /** For a node. */
    public TestTasks waiting() {
        return on("");
    }

    public TestTasks desired(String wanted) {
        return with(task -> task.desired = wanted);
    }

    public TestTasks second(int number) {
        return with(task -> {
            task.created = NOON.plusSeconds(number);
            task.since = task.created;
        });
    }

    /** When it came into its state. */
    public TestTasks since(int number) {
        return with(task -> task.since = NOON.plusSeconds(number));
    }

    public TestTasks error(String words) {
        return with(task -> task.error = words);
    }

    public TestTasks code(int number) {
        return with(task -> task.code = OptionalInt.of(number));
    }

    public TestTasks withoutCode() {
        return with(task -> task.code = OptionalInt.empty());
    }

    public TestTasks withoutContainer() {
        return with(task -> task.container = "");
    }

    public TestTasks labelled(Map<String, String> all) {
        return with(task -> task.labels = all);
    }

    public TestTasks reachedAt(int target, int published) {
        return with(task -> task.ports = List.of(new TaskObject.TaskPort("tcp", target, published)));
    }

    public TaskObject task() {
        return new TaskObject(
                id, service, slot, node, state, desired, created, since, "", error, container, code, labels, ports, 0,
                0);
    }
}
