package dev.berth.scheduler.spec;

import java.time.Duration;
import java.util.Optional;

record BatchData(int completions, int parallelism, int retries, Optional<Duration> deadline) implements Batch {
    @Override
    public Builder toBuilder() {
        Builder builder = Batch.builder()
                .completions(completions)
                .parallelism(parallelism)
                .retries(retries);
        deadline.ifPresent(builder::deadline);
        return builder;
    }
}
