package dev.berth.scheduler.swarm.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A task while it is read. */
final class TaskParts {
    String id = "";
    String serviceId = "";
    int slot;
    String nodeId = "";
    String state = "";
    String desiredState = "";
    String createdAt = "";
    String since = "";
    String message = "";
    String error = "";
    String containerId = "";
    int exitCode;
    boolean exited;
    /** Of the container's first process; 0 once it has ended. */
    long processId;

    long reservedNanoCpus;
    long reservedBytes;
    Map<String, String> labels = new TreeMap<>();
    private final List<TaskObject.TaskPort> ports = new ArrayList<>();

    void port(Map<String, String> port) throws UnexpectedAnswerException {
        ports.add(new TaskObject.TaskPort(
                port.getOrDefault("Protocol", "tcp"), number(port, "TargetPort"), number(port, "PublishedPort")));
    }

    private static int number(Map<String, String> port, String name) throws UnexpectedAnswerException {
        try {
            return Integer.parseInt(port.getOrDefault(name, "0"));
        } catch (NumberFormatException e) {
            throw new UnexpectedAnswerException(name + " as a number was expected", e);
        }
    }

    TaskObject build() throws UnexpectedAnswerException {
        if (id.isEmpty() || state.isEmpty()) {
            throw new UnexpectedAnswerException("a task with ID and State was expected");
        }
        Instant created = EngineJson.time(createdAt).orElse(Instant.EPOCH);
        return new TaskObject(
                id,
                serviceId,
                slot > 0 ? OptionalInt.of(slot) : OptionalInt.empty(),
                nodeId,
                state,
                desiredState,
                created,
                EngineJson.time(since).orElse(created),
                message,
                error,
                containerId,
                exited && processId == 0 ? OptionalInt.of(exitCode) : OptionalInt.empty(),
                labels,
                ports,
                reservedNanoCpus,
                reservedBytes);
    }
}
