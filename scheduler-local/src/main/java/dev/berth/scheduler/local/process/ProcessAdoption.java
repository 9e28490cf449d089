package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what became of processes from what their shims recorded. A launch that no process has claimed is withdrawn by
 * taking its claim, so after this nothing is undecided: it runs, it ended, or it will never start.
 */
final class ProcessAdoption {
    private final ProcessDirectory directory;
    private final ProcessTable table;

    ProcessAdoption(ProcessDirectory directory, ProcessTable table) {
        this.directory = directory;
        this.table = table;
    }

    Map<ProcessName, ProcessState> adopt(Collection<ProcessName> names) throws IOException {
        Map<ProcessName, ProcessState> states = new HashMap<>();
        var records = directory.records();
        boolean again = false;
        for (ProcessName name : names) {
            if (!hasEnd(records.getOrDefault(name, List.of())) && directory.voidLaunch(name)) {
                states.put(name, neverStarted(name));
            } else {
                again |= !isSettled(state(name, records.getOrDefault(name, List.of())));
            }
        }
        // What was not there a moment ago may be by now: a process claims between the listing and the void.
        var latest = again ? directory.records() : records;
        for (ProcessName name : names) {
            if (!states.containsKey(name)) {
                states.put(name, state(name, latest.getOrDefault(name, List.of())));
            }
        }
        return states;
    }

    Map<ProcessName, ProcessIdentity> living() throws IOException {
        Map<ProcessName, ProcessIdentity> living = new HashMap<>();
        directory
                .records()
                .forEach((name, records) -> process(records)
                        .map(ProcessRecord::identity)
                        .filter(identity -> !hasEnd(records) && table.isAlive(identity))
                        .ifPresent(identity -> living.put(name, identity)));
        return living;
    }

    private static boolean hasEnd(List<ProcessRecord> records) {
        return records.stream().anyMatch(record -> record.end().isPresent());
    }

    private static boolean isSettled(ProcessState state) {
        return state.end() == null || state.end().kind() != ProcessEnd.Kind.UNKNOWN;
    }

    private static ProcessState neverStarted(ProcessName name) {
        return new ProcessState(name, null, ProcessEnd.notStarted("the launch was withdrawn before it was claimed"));
    }

    private ProcessState state(ProcessName name, List<ProcessRecord> records) {
        ProcessIdentity identity = process(records).map(ProcessRecord::identity).orElse(null);
        Optional<ProcessEnd> end =
                records.stream().flatMap(record -> record.end().stream()).findFirst();
        if (end.isPresent()) {
            return new ProcessState(name, identity, StartFailure.refine(directory, name, end.get()));
        }
        if (directory.isVoided(name)) {
            return neverStarted(name);
        }
        boolean runs = process(records)
                .filter(process -> table.isAlive(process.identity()) || table.isAlive(process.shim()))
                .isPresent();
        return new ProcessState(
                name, identity, runs ? null : ProcessEnd.unknown("it is gone and its end was not recorded"));
    }

    private static Optional<ProcessRecord> process(List<ProcessRecord> records) {
        return records.stream()
                .filter(record -> record.kind() == ProcessRecord.Kind.PROCESS)
                .findFirst();
    }
}
