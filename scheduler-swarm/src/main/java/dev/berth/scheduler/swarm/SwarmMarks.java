package dev.berth.scheduler.swarm;

import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The state of a service that a write is planned on. The manager's own index would not do: it grows by what the manager
 * itself notes of a rollout. The digest of the spec changes only when somebody writes. Pure.
 */
final class SwarmMarks {
    private static final int LENGTH = 32;

    private SwarmMarks() {}

    static String mark(ServiceObject service) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(service.spec().toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    static NativeObject object(ServiceObject service) {
        return new NativeObject(
                SwarmTranslator.SERVICE, service.name(), service.spec().toString());
    }
}
