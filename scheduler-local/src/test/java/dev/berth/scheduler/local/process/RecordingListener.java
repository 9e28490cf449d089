package dev.berth.scheduler.local.process;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers what it is told and lets a test wait for it. */
final class RecordingListener implements ProcessListener {
    private static final long LIMIT_NANOS = Duration.ofSeconds(60).toNanos();

    private final Map<ProcessName, ProcessIdentity> started = new HashMap<>();
    private final Map<ProcessName, ProcessEnd> ended = new HashMap<>();
    private final Set<ProcessName> alone = new HashSet<>();

    @Override
    public synchronized void started(ProcessName name, ProcessIdentity identity) {
        started.put(name, identity);
        notifyAll();
    }

    @Override
    public synchronized void ended(ProcessName name, ProcessEnd end, boolean leftNothing) {
        ended.put(name, end);
        if (leftNothing) {
            alone.add(name);
        }
        notifyAll();
    }

    synchronized ProcessIdentity awaitStart(ProcessName name) throws InterruptedException {
        return await(() -> started.get(name));
    }

    synchronized ProcessEnd awaitEnd(ProcessName name) throws InterruptedException {
        return await(() -> ended.get(name));
    }

    synchronized void awaitStarted(int count) throws InterruptedException {
        await(() -> started.size() >= count ? started : null);
    }

    synchronized void awaitEnded(int count) throws InterruptedException {
        await(() -> ended.size() >= count ? ended : null);
    }

    /** Those known to have left nothing behind. */
    synchronized Set<ProcessName> alone() {
        return Set.copyOf(alone);
    }

    synchronized Map<ProcessName, ProcessIdentity> started() {
        return Map.copyOf(started);
    }

    private <T> T await(Supplier<@Nullable T> source) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (true) {
            T value = source.get();
            if (value != null) {
                return value;
            }
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new AssertionError("nothing came within 60 s; started %s, ended %s".formatted(started, ended));
            }
            wait(millis);
        }
    }
}
