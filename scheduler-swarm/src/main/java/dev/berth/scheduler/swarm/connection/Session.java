package dev.berth.scheduler.swarm.connection;

import dev.berth.scheduler.swarm.engine.ApiVersion;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What was agreed on with one manager.
 *
 * @param engineVersion such as {@code 28.5.2}
 * @param manages whether it has answered what only managers answer
 */
record Session(URI host, Lanes lanes, ApiVersion version, String engineVersion, AtomicBoolean manages) {
    Session(URI host, Lanes lanes, ApiVersion version, String engineVersion) {
        this(host, lanes, version, engineVersion, new AtomicBoolean());
    }
}
