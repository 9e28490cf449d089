package dev.berth.scheduler.local.agent.wire;

import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.spi.RecordHeader;
import dev.berth.scheduler.status.Version;
import java.io.IOException;
import java.util.Optional;

/** Native objects, what changes them, and what is observed of them. */
public final class ObjectCodecs {
    /** {@link NativeObject}. */
    public static final Codec<NativeObject> OBJECT = new Codec<>() {
        @Override
        public void write(NativeObject value, WireWriter out) throws IOException {
            out.text("kind", value.kind()).text("name", value.name()).text("document", value.document());
        }

        @Override
        public NativeObject read(WireObject in) throws IOException {
            return new NativeObject(in.text("kind"), in.text("name"), in.text("document"));
        }
    };

    /** {@link NativeWrite}. An action that is not known is refused: guessing would change something. */
    public static final Codec<NativeWrite> WRITE = new Codec<>() {
        @Override
        public void write(NativeWrite value, WireWriter out) throws IOException {
            out.choice("action", value.action())
                    .object("object", value.object(), OBJECT)
                    .text("precondition", value.precondition())
                    .flag("replaces", value.replaces());
        }

        @Override
        public NativeWrite read(WireObject in) throws IOException {
            return new NativeWrite(
                    in.choice("action", NativeWrite.Action.class),
                    in.object("object", OBJECT),
                    in.optionalText("precondition"),
                    in.flag("replaces"));
        }
    };

    /** {@link Observed}. */
    public static final Codec<Observed> OBSERVED = new Codec<>() {
        @Override
        public void write(Observed value, WireWriter out) throws IOException {
            out.object("latest", value.latest(), RecordCodecs.HEADER)
                    .object("applied", value.applied(), RecordCodecs.VERSION)
                    .list("objects", value.objects(), OBJECT)
                    .text("mark", value.mark())
                    .text("foreign", value.foreign())
                    .number("instances", value.instances())
                    .object("progress", value.progress(), ReportCodecs.PROGRESS);
        }

        @Override
        public Observed read(WireObject in) throws IOException {
            Observed.Builder builder = Observed.builder().instances(in.smallNumber("instances"));
            Optional<RecordHeader> latest = in.optionalObject("latest", RecordCodecs.HEADER);
            Optional<Version> applied = in.optionalObject("applied", RecordCodecs.VERSION);
            latest.ifPresent(builder::latest);
            applied.ifPresent(builder::applied);
            Optional<Progress> progress = in.optionalObject("progress", ReportCodecs.PROGRESS);
            progress.ifPresent(builder::progress);
            in.list("objects", OBJECT).forEach(builder::object);
            in.optionalText("mark").ifPresent(builder::mark);
            in.optionalText("foreign").ifPresent(builder::foreign);
            return builder.build();
        }
    };

    private ObjectCodecs() {}
}
