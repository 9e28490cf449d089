package dev.berth.scheduler.local.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Shell source as UTF-8 bytes. Words are always quoted, so no value can be read as anything but itself. */
final class ShellScript {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Text of ours, as it stands. */
    ShellScript raw(String source) {
        bytes.writeBytes(source.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** A space and one word. Inside single quotes a shell knows no character but the single quote. */
    ShellScript word(String value) {
        return raw(" '").raw(value.replace("'", "'\\''")).raw("'");
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
