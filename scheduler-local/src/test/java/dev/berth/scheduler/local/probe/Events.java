package dev.berth.scheduler.local.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a listener was told. */
final class Events implements ProbeListener {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @Override
    public void passing() {
        events.add("passing");
    }

    @Override
    public void failing(String reason) {
        events.add(reason);
    }

    /** Waits for the next event. */
    String next() throws InterruptedException {
        String event = events.poll(30, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }
}
