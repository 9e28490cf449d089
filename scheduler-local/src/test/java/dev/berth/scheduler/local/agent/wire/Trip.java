package dev.berth.scheduler.local.agent.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes values and reads them back, as the two sides of the wire do. */
final class Trip {
    private Trip() {}

    static <T> T there(T value, Codec<T> codec) throws IOException {
        return codec.read(WireObject.parse(text(value, codec).getBytes(StandardCharsets.UTF_8)));
    }

    static <T> String text(T value, Codec<T> codec) throws IOException {
        WireWriter out = new WireWriter();
        codec.write(value, out);
        return new String(out.body(), StandardCharsets.UTF_8);
    }

    /** Reads what a peer of another version could have written instead of {@code value}. */
    static <T> T changed(T value, Codec<T> codec, String from, String to) throws IOException {
        String text = text(value, codec);
        if (!text.contains(from)) {
            throw new WireException("nothing to change: " + text);
        }
        return codec.read(WireObject.parse(text.replace(from, to).getBytes(StandardCharsets.UTF_8)));
    }
}
