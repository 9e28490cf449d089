package dev.berth.scheduler.k8s.api;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a container of a pod is.
 *
 * @param state its present one
 * @param last the one that its last run ended with
 * @param begun whether the runtime has made one
 */
public record ContainerStatus(String name, boolean ready, boolean begun, int restarts, State state, State last) {

    /** What a container does. */
    public enum Kind {
        /** Nothing is told of it. */
        NONE,
        WAITING,
        RUNNING,
        TERMINATED
    }

    /**
     * One state of a container.
     *
     * @param exitCode of one that has ended
     * @param signal that ended it; 0 when none did
     * @param message its last words, or why it can't begin
     */
    public record State(
            Kind kind,
            String reason,
            String message,
            OptionalInt exitCode,
            int signal,
            Optional<Instant> startedAt,
            Optional<Instant> finishedAt) {
        static final State NONE =
                new State(Kind.NONE, "", "", OptionalInt.empty(), 0, Optional.empty(), Optional.empty());
    }

    static ContainerStatus read(JsonFields json) throws IOException {
        Parts parts = new Parts();
        json.each(name -> parts.read(name, json));
        return new ContainerStatus(parts.name, parts.ready, parts.begun, parts.restarts, parts.state, parts.last);
    }

    private static final class Parts {
        private String name = "";
        private boolean ready;
        private boolean begun;
        private int restarts;
        private State state = State.NONE;
        private State last = State.NONE;

        void read(String field, JsonFields json) throws IOException {
            switch (field) {
                case "name" -> name = json.sharedText();
                case "ready" -> ready = json.flag();
                case "restartCount" -> restarts = json.number();
                case "containerID" -> begun = !json.text().isEmpty();
                case "state" -> state = state(json);
                case "lastState" -> last = state(json);
                default -> json.skip();
            }
        }
    }

    private static State state(JsonFields json) throws IOException {
        State[] found = {State.NONE};
        json.each(kind -> {
            switch (kind) {
                case "waiting" -> found[0] = state(Kind.WAITING, json);
                case "running" -> found[0] = state(Kind.RUNNING, json);
                case "terminated" -> found[0] = state(Kind.TERMINATED, json);
                default -> json.skip();
            }
        });
        return found[0];
    }

    private static State state(Kind kind, JsonFields json) throws IOException {
        StateParts parts = new StateParts();
        json.each(name -> {
            switch (name) {
                case "reason" -> parts.reason = json.sharedText();
                case "message" -> parts.message = json.sharedText();
                case "exitCode" -> parts.exitCode = json.optionalNumber();
                case "signal" -> parts.signal = json.number();
                case "startedAt" -> parts.startedAt = json.time();
                case "finishedAt" -> parts.finishedAt = json.time();
                default -> json.skip();
            }
        });
        return new State(
                kind, parts.reason, parts.message, parts.exitCode, parts.signal, parts.startedAt, parts.finishedAt);
    }

    private static final class StateParts {
        private String reason = "";
        private String message = "";
        private OptionalInt exitCode = OptionalInt.empty();
        private int signal;
        private Optional<Instant> startedAt = Optional.empty();
        private Optional<Instant> finishedAt = Optional.empty();
    }
}
