package dev.berth.scheduler.k8s.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Text as an element of a ConfigMap's {@code binaryData}: gzip, in base 64. Pure. */
public final class PackedText {
    /** How keys of such elements end. */
    public static final String SUFFIX = ".gz";

    /** More than any text of ours has: what somebody else put there is not unpacked without end. */
    private static final int LONGEST = 4 << 20;

    private PackedText() {}

    public static String pack(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    static String unpack(String packed) throws IOException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(packed);
        } catch (IllegalArgumentException e) {
            throw new UnexpectedAnswerException("text in base 64 was expected");
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] text = gzip.readNBytes(LONGEST + 1);
            if (text.length > LONGEST) {
                throw new UnexpectedAnswerException("text of at most " + LONGEST + " bytes was expected");
            }
            return new String(text, StandardCharsets.UTF_8);
        }
    }
}
