package dev.berth.scheduler.local.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which shim answers for which process. While a shim lives and has not told of an end, its process can't have been
 * collected and its number can't be another's: one look at the shim tells it of all its processes. Thread-safe.
 */
final class Shims {
    private final ProcessTable table;
    private final Map<ProcessName, ProcessIdentity> mains = new HashMap<>();
    private final Map<ProcessIdentity, ProcessIdentity> shims = new HashMap<>();

    Shims(ProcessTable table) {
        this.table = table;
    }

    synchronized void started(ProcessName name, ProcessIdentity main, ProcessIdentity shim) {
        mains.put(name, main);
        shims.put(main, shim);
    }

    synchronized void ended(ProcessName name) {
        ProcessIdentity main = mains.remove(name);
        if (main != null) {
            shims.remove(main);
        }
    }

    /** Those of main processes that still are what they were. */
    synchronized List<ProcessIdentity> living(Collection<ProcessIdentity> asked) {
        Map<ProcessIdentity, Boolean> living = new HashMap<>();
        List<ProcessIdentity> found = new ArrayList<>();
        for (ProcessIdentity main : asked) {
            ProcessIdentity shim = shims.get(main);
            if ((shim != null && living.computeIfAbsent(shim, table::isAlive)) || table.isAlive(main)) {
                found.add(main);
            }
        }
        return found;
    }
}
