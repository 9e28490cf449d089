package dev.berth.scheduler.swarm.connection;

import dev.berth.scheduler.swarm.engine.ApiVersion;
import java.net.URI;

/**
 * What was agreed on with one manager.
 *
 * @param engineVersion such as {@code 28.5.2}
 */
record Session(URI host, Lanes lanes, ApiVersion version, String engineVersion) {}
