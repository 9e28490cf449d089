package dev.berth.scheduler.local.probe;

import dev.berth.scheduler.local.process.ProcessName;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells why a process doesn't live. That it does is of no interest.
 *
 * @param dead told each time the answer turns
 */
record LivenessListener(ProcessName process, Consumer<String> dead) implements ProbeListener {
    private static final Logger LOG = LoggerFactory.getLogger(LivenessListener.class);

    @Override
    public void passing() {}

    @Override
    public void failing(String reason) {
        LOG.info("{} doesn't live: {}", process, reason);
        dead.accept(reason);
    }

    @Override
    public void notYet(String reason) {}
}
