package dev.berth.scheduler.local.agent.wire;

import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Log lines and what asks for them. */
public final class LogCodecs {
    /** {@link LogLine}. A stream that a newer peer has is UNKNOWN to us. */
    public static final Codec<LogLine> LINE = new Codec<>() {
        @Override
        public void write(LogLine value, WireWriter out) throws IOException {
            out.object("instance", value.instance(), IdCodecs.INSTANCE)
                    .text("task", value.task())
                    .choice("stream", value.stream())
                    .instant("at", value.at())
                    .text("text", value.text());
        }

        @Override
        public LogLine read(WireObject in) throws IOException {
            return new LogLine(
                    in.object("instance", IdCodecs.INSTANCE),
                    in.text("task"),
                    in.choice("stream", LogLine.Stream.class, LogLine.Stream.UNKNOWN),
                    in.instant("at"),
                    in.text("text"));
        }
    };

    /** {@link LogQuery}. */
    public static final Codec<LogQuery> QUERY = new Codec<>() {
        @Override
        public void write(LogQuery value, WireWriter out) throws IOException {
            out.object("workloads", value.workloads(), IdCodecs.SELECTOR)
                    .object("instance", value.instance(), IdCodecs.INSTANCE)
                    .number("tail", value.tail())
                    .instant("since", value.since())
                    .flag("follow", value.follow());
        }

        @Override
        public LogQuery read(WireObject in) throws IOException {
            LogQuery query = LogQuery.of(in.object("workloads", IdCodecs.SELECTOR));
            Optional<InstanceId> instance = in.optionalObject("instance", IdCodecs.INSTANCE);
            OptionalInt tail = in.optionalNumber("tail");
            Optional<Instant> since = in.instant("since");
            query = instance.isPresent() ? query.instance(instance.get()) : query;
            query = tail.isPresent() ? query.tail(tail.getAsInt()) : query;
            query = since.isPresent() ? query.since(since.get()) : query;
            return in.flag("follow") ? query.following() : query;
        }
    };

    private LogCodecs() {}
}
