package dev.berth.scheduler.core.pipeline;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names the lives of workloads. Random, so that clients sharing no memory don't collide. */
final class Incarnation {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 6;

    private Incarnation() {}

    static String create() {
        byte[] name = new byte[BYTES];
        RANDOM.nextBytes(name);
        return HexFormat.of().formatHex(name);
    }
}
