package dev.berth.scheduler.local.agent.wire;

import dev.berth.scheduler.spi.RunStart;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.RunId;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Runs, and what makes them. */
public final class RunCodecs {
    /** {@link RunId}. */
    public static final Codec<RunId> ID = new Codec<>() {
        @Override
        public void write(RunId value, WireWriter out) throws IOException {
            out.object("workload", value.workload(), IdCodecs.WORKLOAD).text("name", value.name());
        }

        @Override
        public RunId read(WireObject in) throws IOException {
            return new RunId(in.object("workload", IdCodecs.WORKLOAD), in.text("name"));
        }
    };

    private static final Codec<Run.Attempt> ATTEMPT = new Codec<>() {
        @Override
        public void write(Run.Attempt value, WireWriter out) throws IOException {
            out.object("instance", value.instance(), IdCodecs.INSTANCE)
                    .object("termination", value.termination(), InstanceCodecs.TERMINATION);
        }

        @Override
        public Run.Attempt read(WireObject in) throws IOException {
            return new Run.Attempt(
                    in.object("instance", IdCodecs.INSTANCE), in.object("termination", InstanceCodecs.TERMINATION));
        }
    };

    /** {@link Run}. A state that a newer peer has is UNKNOWN to us. */
    public static final Codec<Run> RUN = new Codec<>() {
        @Override
        public void write(Run value, WireWriter out) throws IOException {
            out.object("id", value.id(), ID)
                    .number("revision", value.revision())
                    .choice("state", value.state())
                    .instant("scheduledAt", value.scheduledAt())
                    .instant("startedAt", value.startedAt())
                    .instant("endedAt", value.endedAt())
                    .number("succeeded", value.succeeded())
                    .number("failed", value.failed())
                    .number("active", value.active())
                    .list("attempts", value.attempts(), ATTEMPT)
                    .text("reason", value.reason())
                    .text("message", value.message());
        }

        @Override
        public Run read(WireObject in) throws IOException {
            Run.Builder builder = Run.builder(
                            in.object("id", ID),
                            in.number("revision"),
                            in.choice("state", Run.State.class, Run.State.UNKNOWN))
                    .succeeded(in.smallNumber("succeeded"))
                    .failed(in.smallNumber("failed"))
                    .active(in.smallNumber("active"))
                    .attempts(in.list("attempts", ATTEMPT))
                    .reason(in.text("reason"), in.text("message"));
            in.instant("scheduledAt").ifPresent(builder::scheduledAt);
            in.instant("startedAt").ifPresent(builder::startedAt);
            in.instant("endedAt").ifPresent(builder::endedAt);
            return builder.build();
        }
    };

    /** {@link RunStart}. An outcome that is not known is refused: guessing would run something. */
    public static final Codec<RunStart> START = new Codec<>() {
        @Override
        public void write(RunStart value, WireWriter out) throws IOException {
            out.object("id", value.id(), ID)
                    .text("incarnation", value.incarnation())
                    .number("revision", value.revision())
                    .instant("tick", Optional.of(value.tick()))
                    .choice("outcome", value.outcome())
                    .text("reason", value.reason())
                    .text("message", value.message())
                    .list("objects", value.objects(), ObjectCodecs.OBJECT);
        }

        @Override
        public RunStart read(WireObject in) throws IOException {
            Optional<Instant> tick = in.instant("tick");
            return new RunStart(
                    in.object("id", ID),
                    in.text("incarnation"),
                    in.number("revision"),
                    tick.orElseThrow(() -> new WireException("a run to be made has no tick")),
                    in.choice("outcome", Run.State.class),
                    in.text("reason"),
                    in.text("message"),
                    in.list("objects", ObjectCodecs.OBJECT));
        }
    };

    private RunCodecs() {}
}
