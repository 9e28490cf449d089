package dev.berth.scheduler.swarm.status;

import dev.berth.scheduler.swarm.engine.TaskObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Tasks as an engine tells them, said in a line. */
record TestTasks(TaskObject task) {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    static TestTasks in(String state) {
        return new TestTasks(new TaskObject(
                "task1",
                "service1",
                OptionalInt.of(1),
                "node1",
                state,
                "running",
                NOON,
                NOON,
                "",
                "",
                "container1",
                OptionalInt.of(0),
                Map.of(),
                List.of(),
                0,
                0));
    }

    TestTasks named(String id) {
        return with(id, task.slot(), task.nodeId(), task.desiredState(), task.createdAt(), task.exitCode());
    }

    TestTasks slot(int number) {
        return with(
                task.id(),
                OptionalInt.of(number),
                task.nodeId(),
                task.desiredState(),
                task.createdAt(),
                task.exitCode());
    }

    TestTasks desired(String state) {
        return with(task.id(), task.slot(), task.nodeId(), state, task.createdAt(), task.exitCode());
    }

    TestTasks waiting() {
        return with(task.id(), task.slot(), "", task.desiredState(), task.createdAt(), task.exitCode());
    }

    TestTasks second(int number) {
        return with(
                task.id(), task.slot(), task.nodeId(), task.desiredState(), NOON.plusSeconds(number), task.exitCode());
    }

    /** When it came into its state. */
    TestTasks since(int number) {
        return with(NOON.plusSeconds(number), task.error());
    }

    TestTasks error(String error) {
        return with(task.since(), error);
    }

    private TestTasks with(Instant since, String error) {
        TaskObject was = task;
        return new TestTasks(new TaskObject(
                was.id(),
                was.serviceId(),
                was.slot(),
                was.nodeId(),
                was.state(),
                was.desiredState(),
                was.createdAt(),
                since,
                was.message(),
                error,
                was.containerId(),
                was.exitCode(),
                was.labels(),
                was.ports(),
                0,
                0));
    }

    TestTasks code(int number) {
        return with(
                task.id(), task.slot(), task.nodeId(), task.desiredState(), task.createdAt(), OptionalInt.of(number));
    }

    TestTasks withoutCode() {
        return with(task.id(), task.slot(), task.nodeId(), task.desiredState(), task.createdAt(), OptionalInt.empty());
    }

    private TestTasks with(
            String id, OptionalInt slot, String node, String desired, Instant created, OptionalInt code) {
        return new TestTasks(new TaskObject(
                id,
                task.serviceId(),
                slot,
                node,
                task.state(),
                desired,
                created,
                created,
                task.message(),
                task.error(),
                task.containerId(),
                code,
                task.labels(),
                task.ports(),
                0,
                0));
    }
}
