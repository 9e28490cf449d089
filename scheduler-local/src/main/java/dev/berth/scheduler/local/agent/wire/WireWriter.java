package dev.berth.scheduler.local.agent.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes the fields of one frame's object; what is empty is left out. Not thread-safe. */
public final class WireWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final JsonGenerator json;

    public WireWriter() throws IOException {
        bytes.write(new byte[Integer.BYTES]);
        json = Json.FACTORY.createGenerator(bytes);
        json.writeStartObject();
    }

    public WireWriter text(String name, String value) throws IOException {
        json.writeStringField(name, value);
        return this;
    }

    public WireWriter text(String name, Optional<String> value) throws IOException {
        return value.isPresent() ? text(name, value.get()) : this;
    }

    public WireWriter choice(String name, Enum<?> value) throws IOException {
        return text(name, value.name());
    }

    public WireWriter number(String name, long value) throws IOException {
        json.writeNumberField(name, value);
        return this;
    }

    public WireWriter number(String name, OptionalInt value) throws IOException {
        return value.isPresent() ? number(name, value.getAsInt()) : this;
    }

    public WireWriter flag(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
        return this;
    }

    /** As seconds and nanoseconds: formatting dates would cost a short command more than all the rest of the wire. */
    public WireWriter instant(String name, Optional<Instant> value) throws IOException {
        if (value.isPresent()) {
            Instant time = value.get();
            json.writeArrayFieldStart(name);
            json.writeNumber(time.getEpochSecond());
            json.writeNumber(time.getNano());
            json.writeEndArray();
        }
        return this;
    }

    /** As a list of keys and values by turns: names of fields are ours alone. */
    public WireWriter textMap(String name, Map<String, String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (Map.Entry<String, String> entry : values.entrySet()) {
            json.writeString(entry.getKey());
            json.writeString(entry.getValue());
        }
        json.writeEndArray();
        return this;
    }

    public <T> WireWriter object(String name, T value, Codec<? super T> codec) throws IOException {
        json.writeObjectFieldStart(name);
        codec.write(value, this);
        json.writeEndObject();
        return this;
    }

    public <T> WireWriter object(String name, Optional<? extends T> value, Codec<T> codec) throws IOException {
        return value.isPresent() ? object(name, value.get(), codec) : this;
    }

    public <T> WireWriter list(String name, Collection<? extends T> values, Codec<T> codec) throws IOException {
        json.writeArrayFieldStart(name);
        for (T value : values) {
            json.writeStartObject();
            codec.write(value, this);
            json.writeEndObject();
        }
        json.writeEndArray();
        return this;
    }

    /**
     * Ends the object; nothing can be added after.
     *
     * @return the frame with its length before it
     * @throws WireException when it is larger than {@link Protocol#MAXIMUM_FRAME}
     */
    public ByteBuffer frame() throws IOException {
        json.close();
        int length = bytes.size() - Integer.BYTES;
        if (length > Protocol.MAXIMUM_FRAME) {
            throw new WireException("a message to or from the agent is too large: " + length + " bytes, of at most "
                    + Protocol.MAXIMUM_FRAME);
        }
        ByteBuffer frame = ByteBuffer.wrap(bytes.toByteArray());
        return frame.putInt(0, length);
    }

    /** Ends the object; nothing can be added after. Its text as UTF-8, without a length. */
    public byte[] body() throws IOException {
        ByteBuffer frame = frame().position(Integer.BYTES);
        byte[] text = new byte[frame.remaining()];
        frame.get(text);
        return text;
    }
}
