package dev.berth.scheduler.local.cluster;

/**
 * A run as it is at one moment.
 *
 * @param row as stored
 * @param active how many of its instances are placed, started or running
 */
public record RunView(RunRow row, int active) {}
