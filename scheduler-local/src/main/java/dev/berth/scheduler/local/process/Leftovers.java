package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what instances left behind: processes of their sessions, and processes that went into sessions of their own but
 * carry the variable {@value #VARIABLE}. A process that does both, leaves the session and drops its environment, is not
 * found.
 */
public final class Leftovers {
    /** Marks the processes of an instance; the value is the instance. */
    public static final String VARIABLE = "BERTH_INSTANCE_ID";

    /** Tells the tasks of an instance of several apart. */
    public static final String TASK_VARIABLE = "BERTH_TASK";

    private final ProcessTable table;

    public Leftovers(ProcessTable table) {
        this.table = table;
    }

    /** The mark of one task of an instance of several. */
    public static String mark(String instance, String task) {
        return instance + "/" + task;
    }

    /**
     * The living processes that belong to each of these instances, the main process itself left out. One pass over the
     * process table for all of them: about 20 microseconds for each process of the machine, and 30 more for each that
     * started after the first of them.
     *
     * @param mains the main process of each instance, or of each of its tasks by its {@link #mark}, alive or not
     */
    public Map<String, List<ProcessIdentity>> of(Map<String, ProcessIdentity> mains) throws IOException {
        Map<Long, String> sessions = new HashMap<>();
        mains.forEach((instance, main) -> {
            if (ownsSession(main)) {
                sessions.put(main.processId(), instance);
            }
        });
        long earliest = mains.values().stream()
                .filter(main -> main.bootId().equals(table.bootId()))
                .mapToLong(ProcessIdentity::startTicks)
                .min()
                .orElse(Long.MAX_VALUE);
        Map<String, List<ProcessIdentity>> found = new HashMap<>();
        for (ProcessStat stat : table.living()) {
            // What started before all of them descends from none: most processes of a machine are passed over here.
            if (stat.startTicks() < earliest) {
                continue;
            }
            owner(stat, sessions, mains)
                    .filter(instance -> !isMain(stat, mains.get(instance)))
                    .ifPresent(instance -> found.computeIfAbsent(instance, key -> new ArrayList<>())
                            .add(new ProcessIdentity(stat.processId(), stat.startTicks(), table.bootId())));
        }
        return found;
    }

    /** The kernel gives a number to no other process while a session has it. So only a living leader can be another. */
    private boolean ownsSession(ProcessIdentity main) {
        return main.bootId().equals(table.bootId())
                && table.stat(main.processId())
                        .map(stat -> stat.startTicks() == main.startTicks())
                        .orElse(true);
    }

    private Optional<String> owner(ProcessStat stat, Map<Long, String> sessions, Map<String, ProcessIdentity> mains) {
        if (stat.processId() <= 1) {
            return Optional.empty();
        }
        String bySession = sessions.get(stat.session());
        if (bySession != null && stat.startTicks() >= startOf(mains, bySession)) {
            return Optional.of(bySession);
        }
        Optional<String> instance = table.variable(stat.processId(), VARIABLE);
        return instance.filter(mains::containsKey)
                .or(() -> instance.flatMap(value ->
                                table.variable(stat.processId(), TASK_VARIABLE).map(task -> mark(value, task)))
                        .filter(mains::containsKey));
    }

    private static long startOf(Map<String, ProcessIdentity> mains, String instance) {
        ProcessIdentity main = mains.get(instance);
        return main == null ? Long.MAX_VALUE : main.startTicks();
    }

    private static boolean isMain(ProcessStat stat, @Nullable ProcessIdentity main) {
        return main != null && stat.processId() == main.processId() && stat.startTicks() == main.startTicks();
    }
}
