package dev.berth.scheduler.spec;

import java.time.Duration;

/**
 * How a task is asked to end (rule GRP-2).
 *
 * @param signal a signal's name without SIG: TERM, INT, QUIT, HUP, KILL, USR1, USR2, WINCH, ABRT, ALRM, CONT or PIPE
 * @param grace how long the task has before it is killed, from 0 to 365 days
 */
public record StopPolicy(String signal, Duration grace) {
    public static final StopPolicy DEFAULT = new StopPolicy("TERM", Duration.ofSeconds(10));
}
