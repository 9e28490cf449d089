package dev.berth.scheduler.spec;

import java.time.Duration;
import java.util.Optional;

record GlobalBatchData(int retries, Optional<Duration> deadline) implements GlobalBatch {
    @Override
    public Builder toBuilder() {
        Builder builder = GlobalBatch.builder().retries(retries);
        deadline.ifPresent(builder::deadline);
        return builder;
    }
}
