package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Termination;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How attempts of a run ended, as an annotation of its Job: 100 bytes or so for each. All annotations of an object may have
 * 256 KiB, so of very many only the newest are noted. Pure.
 */
final class AttemptForm {
    /** A third of what annotations may have. */
    static final int MOST_CHARACTERS = 80_000;

    private AttemptForm() {}

    /** Oldest first, without the oldest of too many. */
    static String write(List<Run.Attempt> attempts) {
        ArrayNode all = Json.array();
        int left = MOST_CHARACTERS;
        for (int i = attempts.size() - 1; i >= 0; i--) {
            ObjectNode one = one(attempts.get(i));
            left -= Json.write(one).length() + 1;
            if (left > 0) {
                all.insert(0, one);
            }
        }
        return all.toString();
    }

    private static ObjectNode one(Run.Attempt attempt) {
        Termination end = attempt.termination();
        ObjectNode one = Json.object()
                .put("pod", attempt.instance().uid())
                .put("kind", end.kind().name());
        if (end.kind() == Termination.Kind.EXITED) {
            one.put("code", end.exitCode());
        }
        if (!end.message().isEmpty()) {
            one.put("message", end.message());
        }
        end.at().ifPresent(at -> one.put("at", at.toString()));
        return one;
    }

    /** Those that are noted at a Job. */
    static List<Run.Attempt> of(WorkloadId id, ObjectMeta job) {
        return read(id, job.annotations().getOrDefault(KubernetesLabels.ATTEMPTS, ""));
    }

    /** What makes no sense, as anybody may write annotations, is left out. */
    static List<Run.Attempt> read(WorkloadId id, String text) {
        List<Run.Attempt> attempts = new ArrayList<>();
        Json.any(text)
                .ifPresent(all -> all.forEach(one -> termination(one)
                        .map(end -> new Run.Attempt(
                                new InstanceId(id, one.path("pod").asText()), end))
                        .ifPresent(attempts::add)));
        return attempts;
    }

    private static Optional<Termination> termination(JsonNode one) {
        String message = one.path("message").asText("");
        Optional<Instant> at = time(one.path("at").asText(""));
        return switch (one.path("kind").asText("")) {
            case "EXITED" ->
                Optional.of(new Termination(
                                Termination.Kind.EXITED, one.path("code").asInt(-1), "", message, at))
                        .filter(end -> end.exitCode() >= 0);
            case "NOT_STARTED" -> Optional.of(Termination.notStarted(message, at));
            case "UNKNOWN" -> Optional.of(Termination.unknown(message, at));
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
