package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.process.ProcessName;
import dev.berth.scheduler.local.storage.Storage;
import dev.berth.scheduler.spec.WorkloadId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tidies up after processes: what is recorded of their ends goes once the end is stored, and of the logs of instances
 * that are gone the last few of each workload stay, also when the workload is removed.
 */
final class Retention {
    private static final Logger LOGGER = LoggerFactory.getLogger(Retention.class);

    private final ClusterState state;
    private final ProcessDriver driver;
    private final LogFiles logs;
    private final Storage storage;
    private final List<ProcessName> ended = new ArrayList<>();
    private final Set<ProcessName> withdrawn = new HashSet<>();
    private final Set<WorkloadId> trimmed = new TreeSet<>();
    private final Set<String> forgotten = new TreeSet<>();
    private final Set<String> discarded = new TreeSet<>();

    Retention(ClusterState state, ProcessDriver driver, LogFiles logs, Storage storage) {
        this.state = state;
        this.driver = driver;
        this.logs = logs;
        this.storage = storage;
    }

    /** The end of a process has been taken note of. */
    void ended(ProcessName name) {
        if (!withdrawn.remove(name)) {
            ended.add(name);
        }
    }

    /**
     * A launch was withdrawn that a shim of an earlier JVM may still come to: what is recorded of it is all that keeps
     * the shim from starting it then, so it stays. It is an empty directory, and one for each crash at such a moment.
     */
    void withdrawn(ProcessName name) {
        withdrawn.add(name);
    }

    /** An instance is no more. */
    void gone(InstanceRow row) {
        discarded.add(InstanceRow.logName(row.id()));
        trimmed.add(row.id().workload());
    }

    /** Nothing of an instance is to stay, given by what begins the names of its log files. */
    void forget(String logName) {
        discarded.add(logName);
        forgotten.add(logName);
    }

    /** Tidies up; called when all that was noted is stored. Failing costs some small files, which are tried again. */
    void flush() {
        if (ended.isEmpty() && trimmed.isEmpty() && forgotten.isEmpty()) {
            return;
        }
        discarded.forEach(storage::discard);
        discarded.clear();
        try {
            if (!ended.isEmpty()) {
                driver.forget(List.copyOf(ended));
                ended.clear();
            }
            for (String instance : forgotten) {
                deleteLogs(instance);
            }
            forgotten.clear();
            for (WorkloadId workload : trimmed) {
                trim(workload);
            }
            trimmed.clear();
        } catch (IOException e) {
            LOGGER.warn("what ended processes left in the state directory can't be tidied up yet: {}", e.toString());
        }
    }

    /** Deletes what instances left that are gone for long. */
    void begin() throws IOException {
        storage.discardAllBut(state.instances().stream()
                .map(instance -> InstanceRow.logName(instance.row().id()))
                .collect(Collectors.toSet()));
    }

    private void trim(WorkloadId workload) throws IOException {
        Set<String> live = state.find(workload)
                .map(entry -> entry.all().stream()
                        .map(instance -> InstanceRow.logName(instance.row().id()))
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
        for (String instance : logs.beyondTheLast(workload, live)) {
            deleteLogs(instance);
        }
    }

    private void deleteLogs(String instance) throws IOException {
        for (String name : logs.names(instance)) {
            driver.deleteLogs(name);
        }
    }
}
