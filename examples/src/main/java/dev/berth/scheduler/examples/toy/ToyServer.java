package dev.berth.scheduler.examples.toy;

import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The orchestrator that is adapted: keeps what it is told, and that many copies of it running. Thread-safe. */
final class ToyServer {
    private static final Map<String, ToyServer> ALL = new ConcurrentHashMap<>();
    private static final Executor SOON = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);
    private static final Executor AFTER_GRACE = CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS);

    private final Map<RecordKey, StoredRecord> records = new ConcurrentHashMap<>();
    private final Map<String, String> objects = new TreeMap<>();
    private final Map<String, List<Copy>> copies = new TreeMap<>();
    private long changes;
    private long started;

    /** One running program; whether it was asked to stop, when this was made and by now. */
    record Copy(String uid, long revision, Process process, boolean stopping, AtomicBoolean asked) {}

    static ToyServer named(String name) {
        return ALL.computeIfAbsent(name, absent -> new ToyServer());
    }

    Map<RecordKey, StoredRecord> records() {
        return records;
    }

    synchronized Optional<String> object(String name) {
        return Optional.ofNullable(objects.get(name));
    }

    synchronized List<Copy> copies(String name) {
        List<Copy> present = copies.getOrDefault(name, List.of());
        return present.stream().filter(copy -> copy.process().isAlive()).toList();
    }

    /** Puts a text in the place of the one before; false, and nothing changed, when another was there. */
    synchronized boolean replace(String name, Optional<String> before, Optional<String> after) {
        if (!object(name).equals(before)) {
            return false;
        }
        after.ifPresentOrElse(text -> objects.put(name, text), () -> objects.remove(name));
        reconcile(name);
        return true;
    }

    /** Makes the copies more like what is wanted: too many go, missing ones come, old ones are replaced one by one. */
    private synchronized void reconcile(String name) {
        Optional<ToyObject> object = object(name).map(ToyObject::parse);
        int wanted = object.map(ToyObject::replicas).orElse(0);
        long revision = object.map(ToyObject::revision).orElse(0L);
        List<Copy> present = copies(name);
        List<Copy> next = new ArrayList<>(present);
        next.removeIf(copy -> !copy.stopping());
        List<Copy> up = new ArrayList<>(present);
        up.removeAll(next);
        up.sort(Comparator.comparing(copy -> copy.revision() != revision));
        int kept = Math.min(wanted, up.size());
        if (next.isEmpty() && kept > 0 && up.get(kept - 1).revision() != revision) {
            kept--;
        }
        next.addAll(up.subList(0, kept));
        up.subList(kept, up.size()).forEach(copy -> next.add(stop(copy)));
        for (int i = kept; i < wanted; i++) {
            start(name, object.orElseThrow()).ifPresent(next::add);
        }
        copies.put(name, next);
        changed();
    }

    private static Copy stop(Copy copy) {
        copy.asked().set(true);
        copy.process().destroy();
        AFTER_GRACE.execute(copy.process()::destroyForcibly);
        return new Copy(copy.uid(), copy.revision(), copy.process(), true, copy.asked());
    }

    /** Empty when there is no process to be had; that is tried again, as is what has ended. */
    private Optional<Copy> start(String name, ToyObject object) {
        String uid = Long.toString(++started);
        ProcessBuilder shell = new ProcessBuilder("/bin/sh").redirectErrorStream(true);
        shell.redirectOutput(ProcessBuilder.Redirect.DISCARD).environment().put("INSTANCE", name + "/" + uid);
        try {
            Process process = shell.start();
            CompletableFuture<Void> unused = process.onExit().thenRunAsync(() -> reconcile(name), SOON);
            try (Writer script = process.outputWriter(StandardCharsets.UTF_8)) {
                script.write(object.script());
            }
            return Optional.of(new Copy(uid, object.revision(), process, false, new AtomicBoolean()));
        } catch (IOException e) {
            SOON.execute(() -> reconcile(name)); // nobody is told why: a real orchestrator says so
            return Optional.empty();
        }
    }

    /** Lets every {@link #awaitChange} return. */
    synchronized void changed() {
        changes++;
        notifyAll();
    }

    /** Waits for another change than those seen; answers how many there were. */
    synchronized long awaitChange(long seen) throws InterruptedException {
        while (changes == seen) {
            wait();
        }
        return changes;
    }
}
