package dev.berth.scheduler.spec;

import java.util.Optional;

record RestartPolicyData(Condition condition, Optional<Limit> limit, Optional<BackOff> backOff)
        implements RestartPolicy {
    @Override
    public Builder toBuilder() {
        Builder builder = RestartPolicy.builder().condition(condition);
        limit.ifPresent(value -> builder.limit(value.attempts(), value.window()));
        backOff.ifPresent(builder::backOff);
        return builder;
    }
}
