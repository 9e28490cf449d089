package dev.berth.scheduler.swarm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.core.adapter.Sha256;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The state of a service that a write is planned on: the digest of its spec, which changes only when somebody writes. The
 * manager's own index would not do, as it grows by what the manager itself notes of a rollout; while none is under way it
 * stands before the digest, so that an update needs no look at the service first. Pure.
 */
final class SwarmMarks {
    private static final int LENGTH = 32;
    private static final Pattern SETTLED = Pattern.compile("([^:]+):(\\d+):[^:]+");

    /** A service that no rollout is changing, as it was when it was read. */
    record Settled(String id, long index) {}

    private SwarmMarks() {}

    /** Tells also whether a manager is at a rollout, or holds one that failed: then few writes are allowed. */
    static String mark(ServiceObject service) {
        boolean rolling =
                service.update().filter(update -> !update.isCompleted()).isPresent();
        String before = rolling ? SwarmDifference.ROLLING : service.id() + ":" + service.index() + ":";
        return before + digest(service.spec());
    }

    /** What an update names that is to succeed only while nothing at all has happened to the service. */
    static Optional<Settled> settled(String mark) {
        Matcher matcher = SETTLED.matcher(mark);
        return matcher.matches()
                ? Optional.of(new Settled(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** Whether {@code mark} is of this spec; a rollout that has ended since changed nothing of it. */
    static boolean isOf(String mark, ServiceObject service) {
        return mark.endsWith(digest(service.spec()));
    }

    /** The mark of a service that has this spec, whatever its rollout does. */
    static String digest(ObjectNode spec) {
        return HexFormat.of().formatHex(Sha256.of(spec.toString())).substring(0, LENGTH);
    }

    static NativeObject object(ServiceObject service) {
        return new NativeObject(
                SwarmTranslator.SERVICE, service.name(), service.spec().toString());
    }
}
