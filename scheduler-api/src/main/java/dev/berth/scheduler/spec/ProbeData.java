package dev.berth.scheduler.spec;

import java.time.Duration;

record ProbeData(ProbeCheck check, Duration interval, Duration timeout, int successThreshold, int failureThreshold)
        implements Probe {
    @Override
    public Builder toBuilder() {
        return Probe.builder(check)
                .interval(interval)
                .timeout(timeout)
                .successThreshold(successThreshold)
                .failureThreshold(failureThreshold);
    }
}
