package dev.berth.scheduler.core.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes to text; a wrong byte is told with its place, never replaced. A byte order mark is passed over. */
final class Utf8Decoder {
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final Assembly assembly;

    Utf8Decoder(Assembly assembly) {
        this.assembly = assembly;
    }

    Optional<String> decode(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        CharBuffer characters = CharBuffer.allocate(content.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, characters, true);
        characters.flip();
        if (result.isError()) {
            tellWrongByte(content, bytes.position(), characters);
            return Optional.empty();
        }
        boolean marked = characters.hasRemaining() && characters.charAt(0) == BYTE_ORDER_MARK;
        return Optional.of(characters.toString().substring(marked ? 1 : 0));
    }

    private void tellWrongByte(byte[] content, int offset, CharSequence before) {
        TextPosition position = TextPosition.of(before, before.length());
        assembly.problem(
                position.line(),
                position.column(),
                String.format(
                        "is not UTF-8: byte 0x%02x at offset %d; save the file as UTF-8", content[offset], offset));
    }
}
