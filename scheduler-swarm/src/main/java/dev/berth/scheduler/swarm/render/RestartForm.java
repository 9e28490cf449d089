package dev.berth.scheduler.swarm.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.GlobalBatch;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.time.Duration;

/** When a task that ended is followed by another. */
final class RestartForm {
    /** Without a stated back-off: Docker's own. It also passes before what was on a lost node is started elsewhere. */
    static final Duration USUAL_DELAY = Duration.ofSeconds(5);

    private RestartForm() {}

    static ObjectNode of(WorkloadSpec spec) {
        Mode mode = spec.mode();
        if (mode instanceof Batch batch) {
            return attempts(batch.retries());
        }
        if (mode instanceof GlobalBatch batch) {
            return attempts(batch.retries());
        }
        return mode instanceof Cron cron ? attempts(cron.batch().retries()) : policy(spec.restart());
    }

    /** Of a batch: 0 retries are "never", as 0 attempts would be without end. */
    private static ObjectNode attempts(int retries) {
        ObjectNode node = Json.object();
        node.put("Condition", retries == 0 ? "none" : "on-failure");
        node.put("Delay", Nanoseconds.of(USUAL_DELAY));
        node.put("MaxAttempts", retries);
        return node;
    }

    private static ObjectNode policy(RestartPolicy policy) {
        ObjectNode node = Json.object();
        node.put("Condition", condition(policy.condition()));
        node.put(
                "Delay",
                Nanoseconds.of(
                        policy.backOff().map(RestartPolicy.BackOff::initial).orElse(USUAL_DELAY)));
        node.put(
                "MaxAttempts", policy.limit().map(RestartPolicy.Limit::attempts).orElse(0));
        policy.limit().ifPresent(limit -> node.put("Window", Nanoseconds.of(limit.window())));
        return node;
    }

    private static String condition(RestartPolicy.Condition condition) {
        return switch (condition) {
            case ALWAYS -> "any";
            case ON_FAILURE -> "on-failure";
            case NEVER -> "none";
        };
    }
}
