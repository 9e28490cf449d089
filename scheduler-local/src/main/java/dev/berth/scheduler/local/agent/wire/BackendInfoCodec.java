package dev.berth.scheduler.local.agent.wire;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.spec.Mode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@link BackendInfo}, as one row for each capability and kind of mode it is declared for. A kind of mode that a newer
 * peer has is skipped: nobody here can ask about it.
 */
public final class BackendInfoCodec implements Codec<BackendInfo> {
    /** The only one. */
    public static final BackendInfoCodec INSTANCE = new BackendInfoCodec();

    private static final String NOT_UNDERSTOOD =
            "the agent states a level of support that this version of Berth doesn't know";

    private static final Codec<Row> ROW = new Codec<>() {
        @Override
        public void write(Row value, WireWriter out) throws IOException {
            out.text("mode", value.mode())
                    .text("capability", value.capability().name())
                    .choice("level", value.support().level())
                    .text("note", value.support().note())
                    .flag("needsController", value.support().needsController());
        }

        @Override
        public Row read(WireObject in) throws IOException {
            return new Row(in.text("mode"), new Capability(in.text("capability")), support(in));
        }
    };

    private BackendInfoCodec() {}

    @Override
    public void write(BackendInfo value, WireWriter out) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Mode.Kind mode : Mode.Kind.values()) {
            for (Map.Entry<Capability, Support> entry : value.declared(mode).entrySet()) {
                rows.add(new Row(mode.name(), entry.getKey(), entry.getValue()));
            }
        }
        out.text("type", value.type())
                .text("product", value.product())
                .text("version", value.version())
                .list("support", rows, ROW);
    }

    @Override
    public BackendInfo read(WireObject in) throws IOException {
        BackendInfo.Builder builder = BackendInfo.builder(in.text("type"), in.text("product"), in.text("version"));
        for (Row row : in.list("support", ROW)) {
            for (Mode.Kind mode : Mode.Kind.values()) {
                if (mode.name().equals(row.mode())) {
                    builder.declare(mode, row.capability(), row.support());
                }
            }
        }
        return builder.build();
    }

    private static Support support(WireObject in) throws IOException {
        boolean known = in.choice("level", Support.Level.class, Support.Level.UNSUPPORTED)
                .name()
                .equals(in.text("level"));
        return known
                ? new Support(in.choice("level", Support.Level.class), in.text("note"), in.flag("needsController"))
                : Support.unsupported(NOT_UNDERSTOOD);
    }

    private record Row(String mode, Capability capability, Support support) {}
}
