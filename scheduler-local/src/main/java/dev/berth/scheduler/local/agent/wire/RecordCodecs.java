package dev.berth.scheduler.local.agent.wire;

import dev.berth.scheduler.spi.RecordHeader;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.Version;
import java.io.IOException;

/** Records, and the versions they claim. */
public final class RecordCodecs {
    /** {@link Version}. */
    public static final Codec<Version> VERSION = new Codec<>() {
        @Override
        public void write(Version value, WireWriter out) throws IOException {
            out.text("incarnation", value.incarnation()).number("generation", value.generation());
        }

        @Override
        public Version read(WireObject in) throws IOException {
            return new Version(in.text("incarnation"), in.number("generation"));
        }
    };

    /** {@link RecordKey}. */
    public static final Codec<RecordKey> KEY = new Codec<>() {
        @Override
        public void write(RecordKey value, WireWriter out) throws IOException {
            out.object("id", value.id(), IdCodecs.WORKLOAD).number("generation", value.generation());
        }

        @Override
        public RecordKey read(WireObject in) throws IOException {
            return new RecordKey(in.object("id", IdCodecs.WORKLOAD), in.number("generation"));
        }
    };

    /** {@link RecordHeader}. */
    public static final Codec<RecordHeader> HEADER = new Codec<>() {
        @Override
        public void write(RecordHeader value, WireWriter out) throws IOException {
            out.object("key", value.key(), KEY).textMap("attributes", value.attributes());
        }

        @Override
        public RecordHeader read(WireObject in) throws IOException {
            return new RecordHeader(in.object("key", KEY), in.textMap("attributes"));
        }
    };

    /** {@link StoredRecord}. */
    public static final Codec<StoredRecord> RECORD = new Codec<>() {
        @Override
        public void write(StoredRecord value, WireWriter out) throws IOException {
            out.object("key", value.key(), KEY)
                    .textMap("attributes", value.attributes())
                    .text("content", value.content());
        }

        @Override
        public StoredRecord read(WireObject in) throws IOException {
            return new StoredRecord(in.object("key", KEY), in.textMap("attributes"), in.text("content"));
        }
    };

    private RecordCodecs() {}
}
