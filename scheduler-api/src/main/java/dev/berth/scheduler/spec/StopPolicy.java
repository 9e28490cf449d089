package dev.berth.scheduler.spec;

import java.time.Duration;

/**
 * How a task is asked to end (rule GRP-2).
 *
 * @param signal a signal's name without SIG, such as {@code TERM}
 * @param grace how long the task has before it is killed
 */
public record StopPolicy(String signal, Duration grace) {
    public static final StopPolicy DEFAULT = new StopPolicy("TERM", Duration.ofSeconds(10));
}
