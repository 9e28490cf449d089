package dev.berth.scheduler.local.process;

import java.time.Instant;

/**
 * A line of a log, or a piece of one that is longer than 64 KiB.
 *
 * @param offset of its first byte in the file
 * @param time when it was there at the latest: see {@link LogFile}
 * @param text decoded from UTF-8, what is no UTF-8 replaced; without the line feed
 * @param ended whether a line feed follows
 */
public record LogLine(long offset, Instant time, String text, boolean ended) {}
