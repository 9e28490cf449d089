package dev.berth.scheduler.spi;

import java.time.Clock;

/**
 * What a backend is opened with.
 *
 * @param name the backend's name in the configuration
 * @param owner names this installation of Berth; marks everything it makes
 * @param clock for every time that is stored or compared
 */
public record BackendContext(String name, String owner, Clock clock) {}
