/**
 * Asks instances whether they are ready or alive, and tells of changes.
 *
 * <p>A {@link dev.berth.scheduler.local.probe.Prober} keeps one {@code RunningProbe} for each registration; that makes an
 * {@code Attempt} for each question (HTTP, TCP or command), counts the outcomes in {@code Thresholds} and sets the timer
 * for the next. Between questions a probe is an entry in the timer's queue and nothing else.
 */
@NullMarked
package dev.berth.scheduler.local.probe;

import org.jspecify.annotations.NullMarked;
