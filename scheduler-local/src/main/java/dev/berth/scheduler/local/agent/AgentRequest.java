package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.local.agent.wire.WireObject;
import dev.berth.scheduler.local.agent.wire.WireWriter;
import dev.berth.scheduler.spi.Call;
import java.io.IOException;
import java.time.Duration;

/** How a request begins: which method, and how long it may take. */
final class AgentRequest {
    private static final Duration ENDLESS = Duration.ofDays(365);

    private AgentRequest() {}

    /** A request for {@code method}, to which its arguments are added. */
    static WireWriter of(String method, Call call) throws IOException {
        return endless(method).number("limitNanos", call.remaining().toNanos());
    }

    /** A request that lasts until its connection is closed. */
    static WireWriter endless(String method) throws IOException {
        return new WireWriter().text("call", method);
    }

    /** The limits that came with a request: the time left when it was sent. */
    static Call limits(WireObject request) throws IOException {
        if (!request.has("limitNanos")) {
            return Call.untilCancelled();
        }
        Duration limit = Duration.ofNanos(request.number("limitNanos"));
        return limit.compareTo(ENDLESS) > 0 ? Call.untilCancelled() : Call.within(limit);
    }
}
