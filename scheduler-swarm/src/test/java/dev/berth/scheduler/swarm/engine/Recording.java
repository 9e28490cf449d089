package dev.berth.scheduler.swarm.engine;

import java.io.InputStream;
import java.util.Objects;

/** What Docker Engine 20.10.24 said of three nodes and four services, with other addresses and shorter lines. */
public final class Recording {
    private Recording() {}

    public static InputStream of(String name) {
        return Objects.requireNonNull(Recording.class.getResourceAsStream(name), name);
    }
}
