package dev.berth.scheduler.spec;

import java.time.Duration;
import java.util.Optional;

record RolloutPolicyData(
        Amount maximumUnavailable,
        Amount maximumSurge,
        Duration minimumReadyTime,
        Optional<Duration> progressDeadline,
        OnFailure onFailure)
        implements RolloutPolicy {
    @Override
    public Builder toBuilder() {
        Builder builder = RolloutPolicy.builder()
                .maximumUnavailable(maximumUnavailable)
                .maximumSurge(maximumSurge)
                .minimumReadyTime(minimumReadyTime)
                .onFailure(onFailure);
        progressDeadline.ifPresent(builder::progressDeadline);
        return builder;
    }
}
