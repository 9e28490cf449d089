package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The launches that were handed to the launcher and that no process has claimed yet. Thread-safe. */
final class PendingLaunches {
    private static final Logger LOG = LoggerFactory.getLogger(PendingLaunches.class);

    private final ProcessDirectory directory;
    private final ProcessListener listener;
    private final Map<ProcessName, Path> scripts = new HashMap<>();
    private final Map<Path, Set<ProcessName>> names = new HashMap<>();

    PendingLaunches(ProcessDirectory directory, ProcessListener listener) {
        this.directory = directory;
        this.listener = listener;
    }

    synchronized void add(Path script, List<ProcessName> batch) {
        names.put(script, new HashSet<>(batch));
        batch.forEach(name -> scripts.put(name, script));
    }

    /** The script holds environments: it goes as soon as its last process was claimed. */
    synchronized void settled(ProcessName name) {
        Path script = scripts.remove(name);
        if (script == null) {
            return;
        }
        Set<ProcessName> left = names.get(script);
        if (left != null && left.remove(name) && left.isEmpty()) {
            names.remove(script);
            delete(script);
        }
    }

    /** The launcher is gone: what no shim has claimed never starts, and the listener is told so. */
    void abandon() {
        for (ProcessName name : pending()) {
            try {
                if (directory.voidLaunch(name)) {
                    settled(name);
                    listener.ended(name, ProcessEnd.notStarted("the launcher ended before it came to start it"), false);
                }
            } catch (IOException e) {
                LOG.error("The launch of {} can't be withdrawn; it is looked at again when it is adopted", name, e);
            }
        }
    }

    private synchronized List<ProcessName> pending() {
        return List.copyOf(scripts.keySet());
    }

    private static void delete(Path script) {
        try {
            Files.deleteIfExists(script);
        } catch (IOException e) {
            LOG.warn("The launch script {} can't be deleted", script, e);
        }
    }
}
