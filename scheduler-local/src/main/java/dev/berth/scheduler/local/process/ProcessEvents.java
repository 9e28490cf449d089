package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Turns new files of the directory "events" into calls of the listener. */
final class ProcessEvents implements DirectoryWatch.Handler {
    private final ProcessDirectory directory;
    private final ProcessListener listener;
    private final Shims shims;
    private final Consumer<ProcessName> settled;

    /** Processes whose identity was seen and whose claim was not: a claim follows within microseconds. */
    private final Map<ProcessName, ProcessIdentity> unclaimed = new HashMap<>();

    /** @param settled told of each launch whose script is not needed any more */
    ProcessEvents(ProcessDirectory directory, ProcessListener listener, Shims shims, Consumer<ProcessName> settled) {
        this.directory = directory;
        this.listener = listener;
        this.shims = shims;
        this.settled = settled;
    }

    @Override
    public void changed(String fileName) {
        ProcessRecord.parse(fileName).ifPresent(this::accept);
    }

    @Override
    public void overflowed() throws IOException {
        for (List<ProcessRecord> records : directory.records().values()) {
            records.stream().sorted((a, b) -> a.kind().compareTo(b.kind())).forEach(this::accept);
        }
    }

    private void accept(ProcessRecord record) {
        ProcessName name = record.name();
        switch (record.kind()) {
            case PROCESS -> {
                unclaimed.put(name, record.identity());
                shims.started(name, record.identity(), record.shim());
            }
            case CLAIM -> claimed(name);
            case REFUSED, UNCLAIMED, UNEXECUTED, EXIT, SIGNAL, UNKNOWN -> {
                settled.accept(name);
                shims.ended(name);
                record.end()
                        .ifPresent(
                                end -> listener.ended(name, StartFailure.refine(directory, name, end), record.alone()));
            }
        }
    }

    private void claimed(ProcessName name) {
        ProcessIdentity identity = unclaimed.remove(name);
        settled.accept(name);
        if (identity != null && !directory.isVoided(name)) {
            listener.started(name, identity);
        }
    }
}
