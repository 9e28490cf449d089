package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.spec.Amount;
import dev.berth.scheduler.spec.RestartPolicy;
import dev.berth.scheduler.spec.RestartPolicy.BackOff;
import dev.berth.scheduler.spec.RestartPolicy.Condition;
import dev.berth.scheduler.spec.RestartPolicy.Limit;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.RolloutPolicy.OnFailure;
import dev.berth.scheduler.spec.StopPolicy;
import java.time.Duration;
import java.util.Optional;

/** How instances are replaced, restarted and stopped. */
final class PolicyShapes {
    private PolicyShapes() {}

    private static final Field<RolloutPolicy, Amount> UNAVAILABLE = Field.defaulted(
            "maximumUnavailable",
            "How many of the replicas may be missing meanwhile, percentages rounded down.",
            Quantities.COUNT_OR_PERCENT,
            RolloutPolicy::maximumUnavailable,
            Amount.percent(25));
    private static final Field<RolloutPolicy, Amount> SURGE = Field.defaulted(
            "maximumSurge",
            "How many instances may exist beyond the replicas meanwhile, percentages rounded up.",
            Quantities.COUNT_OR_PERCENT,
            RolloutPolicy::maximumSurge,
            Amount.percent(25));
    private static final Field<RolloutPolicy, Duration> READY_TIME = Field.defaulted(
            "minimumReadyTime",
            "How long an instance has to be ready before it counts.",
            Durations.DURATION,
            RolloutPolicy::minimumReadyTime,
            Duration.ZERO);
    private static final Field<RolloutPolicy, Optional<Duration>> PROGRESS_DEADLINE = Field.optional(
            "progressDeadline",
            "How long a rollout may go without progress.",
            Durations.DURATION,
            RolloutPolicy::progressDeadline);
    private static final Field<RolloutPolicy, OnFailure> ON_FAILURE = Field.defaulted(
            "onFailure",
            "What happens at the deadline.",
            Scalars.oneOf(OnFailure.values()),
            RolloutPolicy::onFailure,
            OnFailure.PAUSE);

    static final Shape<RolloutPolicy> ROLLOUT = ObjectShape.<RolloutPolicy>named(
                    "Rollout", "How a changed template replaces running instances.")
            .fields(UNAVAILABLE, SURGE, READY_TIME, PROGRESS_DEADLINE, ON_FAILURE)
            .build(PolicyShapes::rollout);

    private static final Field<Limit, Integer> ATTEMPTS = Field.required(
            "attempts", "Restarts allowed within the window, 0 or more.", Scalars.WHOLE_NUMBER, Limit::attempts);
    private static final Field<Limit, Duration> WINDOW =
            Field.required("window", "Looked back upon at each end.", Durations.DURATION, Limit::window);
    private static final Shape<Limit> LIMIT = ObjectShape.<Limit>named(
                    "RestartLimit", "Past it the instance is FAILED(CRASH_LOOP) and stays visible.")
            .fields(ATTEMPTS, WINDOW)
            .build(values -> new Limit(values.get(ATTEMPTS), values.get(WINDOW)));

    private static final Field<BackOff, Duration> INITIAL =
            Field.required("initial", "Before the first restart.", Durations.DURATION, BackOff::initial);
    private static final Field<BackOff, Duration> MAXIMUM =
            Field.required("maximum", "Never more than this.", Durations.DURATION, BackOff::maximum);
    private static final Field<BackOff, Double> FACTOR = Field.defaulted(
            "factor",
            "By which each pause exceeds the one before, 1 or more.",
            Scalars.DECIMAL_NUMBER,
            BackOff::factor,
            2.0);
    private static final Shape<BackOff> BACK_OFF = ObjectShape.<BackOff>named(
                    "BackOff", "The pause before each restart.")
            .fields(INITIAL, MAXIMUM, FACTOR)
            .build(values -> new BackOff(values.get(INITIAL), values.get(MAXIMUM), values.get(FACTOR)));

    private static final Field<RestartPolicy, Condition> CONDITION = Field.defaulted(
            "condition",
            "When a task that ended is started again.",
            Scalars.oneOf(Condition.values()),
            RestartPolicy::condition,
            Condition.ALWAYS);
    private static final Field<RestartPolicy, Optional<Limit>> RESTART_LIMIT =
            Field.optional("limit", "How often; no limit when left out.", LIMIT, RestartPolicy::limit);
    private static final Field<RestartPolicy, Optional<BackOff>> PAUSES =
            Field.optional("backOff", "The backend's own pauses when left out.", BACK_OFF, RestartPolicy::backOff);

    static final Shape<RestartPolicy> RESTART = ObjectShape.<RestartPolicy>named(
                    "Restart", "What happens when a task ends by itself; a text alone is the condition.")
            .fields(CONDITION, RESTART_LIMIT, PAUSES)
            .shortForm(new ShortForm.OfField("condition"))
            .build(PolicyShapes::restart);

    private static final Field<StopPolicy, String> SIGNAL =
            Field.defaulted("signal", "A signal's name without SIG.", Scalars.TEXT, StopPolicy::signal, "TERM");
    private static final Field<StopPolicy, Duration> GRACE = Field.defaulted(
            "grace",
            "How long the task has before it is killed.",
            Durations.DURATION,
            StopPolicy::grace,
            Duration.ofSeconds(10));

    static final Shape<StopPolicy> STOP = ObjectShape.<StopPolicy>named("Stop", "How a task is asked to end.")
            .fields(SIGNAL, GRACE)
            .build(values -> new StopPolicy(values.get(SIGNAL), values.get(GRACE)));

    private static RolloutPolicy rollout(FieldValues values) {
        RolloutPolicy.Builder builder = RolloutPolicy.builder()
                .maximumUnavailable(values.get(UNAVAILABLE))
                .maximumSurge(values.get(SURGE))
                .minimumReadyTime(values.get(READY_TIME))
                .onFailure(values.get(ON_FAILURE));
        values.get(PROGRESS_DEADLINE).ifPresent(builder::progressDeadline);
        return builder.build();
    }

    private static RestartPolicy restart(FieldValues values) {
        RestartPolicy.Builder builder = RestartPolicy.builder().condition(values.get(CONDITION));
        values.get(RESTART_LIMIT).ifPresent(limit -> builder.limit(limit.attempts(), limit.window()));
        values.get(PAUSES).ifPresent(builder::backOff);
        return builder.build();
    }
}
