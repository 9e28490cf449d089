package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.local.agent.wire.FailureCodec;
import dev.berth.scheduler.local.agent.wire.WireWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whoever started the agent how that went, in one line on standard output, and lets go of it. */
final class Announcement {
    /** Said when the agent answers. */
    static final String READY = "ready";

    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

    private Announcement() {}

    static void ready() {
        say(READY.getBytes(StandardCharsets.UTF_8));
    }

    static void failed(SchedulerException failure) {
        try {
            say(new WireWriter()
                    .object("failure", failure, FailureCodec.INSTANCE)
                    .body());
        } catch (IOException e) {
            LOG.error("can't say why the agent did not start", e);
        }
    }

    private static void say(byte[] line) {
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            LOG.info("whoever started the agent is gone: {}", e.getMessage());
        }
    }
}
