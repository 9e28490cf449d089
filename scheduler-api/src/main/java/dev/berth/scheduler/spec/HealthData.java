package dev.berth.scheduler.spec;

import java.time.Duration;
import java.util.Optional;

record HealthData(Duration startupGrace, Optional<Probe> readiness, Optional<Probe> liveness) implements Health {
    @Override
    public Builder toBuilder() {
        Builder builder = Health.builder().startupGrace(startupGrace);
        readiness.ifPresent(builder::readiness);
        liveness.ifPresent(builder::liveness);
        return builder;
    }
}
