package dev.berth.scheduler.swarm.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads tasks token by token: most of a task is its spec, again and again, and of all that only a few values are wanted.
 */
public final class TaskReader {
    private final JsonParser parser;
    /** What tasks of one list have in common, such as the words for their states, is kept once. */
    private final Map<Object, Object> shared = new HashMap<>();

    private TaskReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Tells each task of a list as soon as it has been read. */
    public static void each(InputStream text, Consumer<TaskObject> each) throws IOException {
        try (JsonParser parser = EngineJson.parser(text)) {
            TaskReader reader = new TaskReader(parser);
            EngineJson.openArray(parser);
            while (EngineJson.nextObject(parser)) {
                each.accept(reader.task());
            }
        }
    }

    private TaskObject task() throws IOException {
        TaskParts task = new TaskParts();
        fields(name -> {
            switch (name) {
                case "ID" -> task.id = text();
                case "ServiceID" -> task.serviceId = sharedText();
                case "Slot" -> task.slot = parser.getIntValue();
                case "NodeID" -> task.nodeId = sharedText();
                case "DesiredState" -> task.desiredState = sharedText();
                case "CreatedAt" -> task.createdAt = text();
                case "Status" -> status(task);
                case "Spec" -> spec(task);
                default -> parser.skipChildren();
            }
        });
        task.labels = share(Map.copyOf(task.labels));
        return task.build();
    }

    private void status(TaskParts task) throws IOException {
        fields(name -> {
            switch (name) {
                case "Timestamp" -> task.since = text();
                case "State" -> task.state = sharedText();
                case "Message" -> task.message = sharedText();
                case "Err" -> task.error = sharedText();
                case "ContainerStatus" -> container(task);
                case "PortStatus" -> ports(task);
                default -> parser.skipChildren();
            }
        });
    }

    private void container(TaskParts task) throws IOException {
        fields(name -> {
            switch (name) {
                case "ContainerID" -> task.containerId = text();
                case "ExitCode" -> {
                    task.exitCode = parser.getIntValue();
                    task.exited = true;
                }
                // What an engine told while it ran stays there when it can't tell how it ended.
                case "PID" -> task.processId = parser.getLongValue();
                default -> parser.skipChildren();
            }
        });
    }

    private void ports(TaskParts task) throws IOException {
        part("Ports", () -> {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return;
            }
            while (EngineJson.nextObject(parser)) {
                port(task);
            }
        });
    }

    private void port(TaskParts task) throws IOException {
        Map<String, String> port = new TreeMap<>();
        fields(name -> {
            if (parser.currentToken().isScalarValue()) {
                port.put(name, text());
            } else {
                parser.skipChildren();
            }
        });
        task.port(port);
    }

    private void spec(TaskParts task) throws IOException {
        fields(name -> {
            switch (name) {
                case "ContainerSpec" -> part("Labels", () -> fields(label -> task.labels.put(label, text())));
                case "Resources" -> part("Reservations", () -> reservations(task));
                default -> parser.skipChildren();
            }
        });
    }

    private void reservations(TaskParts task) throws IOException {
        fields(name -> {
            switch (name) {
                case "NanoCPUs" -> task.reservedNanoCpus = parser.getLongValue();
                case "MemoryBytes" -> task.reservedBytes = parser.getLongValue();
                default -> parser.skipChildren();
            }
        });
    }

    /** Reads one value of the object that begins here and passes the others over. */
    private void part(String wanted, Value value) throws IOException {
        fields(name -> {
            if (name.equals(wanted)) {
                value.read();
            } else {
                parser.skipChildren();
            }
        });
    }

    /** Calls {@code field} on each value of the object that begins here, or of none where there is null. */
    private void fields(Field field) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new UnexpectedAnswerException("an object was expected");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            field.read(name);
        }
    }

    private String sharedText() throws IOException {
        return share(text());
    }

    @SuppressWarnings("unchecked") // what is equal to a text is a text, to a map of texts such a map
    private <T> T share(T value) {
        return (T) shared.computeIfAbsent(value, key -> key);
    }

    private String text() throws IOException {
        if (!parser.currentToken().isScalarValue()) {
            throw new UnexpectedAnswerException("a text was expected");
        }
        return parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText();
    }

    /** Reads the value that the parser stands at. */
    private interface Field {
        void read(String name) throws IOException;
    }

    /** Reads the value that the parser stands at, whatever its name. */
    private interface Value {
        void read() throws IOException;
    }
}
