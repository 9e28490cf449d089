package dev.berth.scheduler.local.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a listener was told. */
final class Events implements ProbeListener {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final Queue<String> notYets = new ConcurrentLinkedQueue<>();

    @Override
    public void passing() {
        events.add("passing");
    }

    @Override
    public void failing(String reason) {
        events.add(reason);
    }

    @Override
    public void notYet(String reason) {
        notYets.add(reason);
    }

    List<String> notYets() {
        return List.copyOf(notYets);
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
