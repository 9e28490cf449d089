package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds ends that nobody tells: of a process whose shim was killed. Meant to be called now and then; what is alive costs
 * one read of {@code /proc} each.
 */
final class ProcessSweep {
    private final ProcessDirectory directory;
    private final ProcessTable table;
    private final ProcessAdoption adoption;
    private final Consumer<String> commands;

    ProcessSweep(ProcessDirectory directory, ProcessTable table, ProcessAdoption adoption, Consumer<String> commands) {
        this.directory = directory;
        this.table = table;
        this.adoption = adoption;
        this.commands = commands;
    }

    Map<ProcessName, ProcessState> sweep(Map<ProcessName, ProcessIdentity> running) throws IOException {
        List<ProcessName> gone = running.entrySet().stream()
                .filter(entry -> !table.isAlive(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (gone.isEmpty()) {
            return Map.of();
        }
        var states = adoption.adopt(gone);
        remind(gone.stream().filter(name -> isRunning(states.get(name))).toList());
        return states.values().stream()
                .filter(state -> !state.isRunning())
                .collect(Collectors.toMap(ProcessState::name, state -> state));
    }

    private static boolean isRunning(@Nullable ProcessState state) {
        return state != null && state.isRunning();
    }

    /** The process is gone and its shim is not: it is about to record the end, or it overslept and CHLD wakes it. */
    private void remind(List<ProcessName> names) throws IOException {
        if (names.isEmpty()) {
            return;
        }
        var records = directory.records();
        String shims = names.stream()
                .flatMap(name -> records.getOrDefault(name, List.of()).stream())
                .filter(record -> record.kind() == ProcessRecord.Kind.PROCESS)
                .map(ProcessRecord::shim)
                .filter(table::isAlive)
                .map(shim -> Long.toString(shim.processId()))
                .distinct()
                .collect(Collectors.joining(" "));
        if (!shims.isEmpty()) {
            commands.accept("signal CHLD " + shims);
        }
    }
}
