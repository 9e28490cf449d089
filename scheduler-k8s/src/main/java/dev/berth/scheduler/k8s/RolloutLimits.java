package dev.berth.scheduler.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.scheduler.k8s.render.StrategyForm;

/** What the rollout of a Deployment's manifest allows, in pods, as its controller counts. Pure. */
final class RolloutLimits {
    private static final int WHOLE = 100;

    private RolloutLimits() {}

    /** How many of {@code replicas} may be missing: a share is rounded down. */
    static int unavailable(JsonNode manifest, int replicas) {
        return manifest.at("/spec/strategy/type").asText().equals(StrategyForm.ALL_AT_ONCE)
                ? replicas
                : amount(manifest, "maxUnavailable", replicas, 0);
    }

    /** How many there may be beyond {@code replicas}: a share is rounded up. */
    static int surge(JsonNode manifest, int replicas) {
        return amount(manifest, "maxSurge", replicas, WHOLE - 1);
    }

    private static int amount(JsonNode manifest, String field, int replicas, int rounding) {
        JsonNode limit = manifest.at("/spec/strategy/rollingUpdate").path(field);
        if (limit.isIntegralNumber()) {
            return limit.asInt();
        }
        String text = limit.asText("0%");
        int percent = Integer.parseInt(text.substring(0, text.length() - 1));
        return (int) (((long) replicas * percent + rounding) / WHOLE);
    }
}
