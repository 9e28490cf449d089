package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.cluster.InstanceRow.Note;
import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.local.process.ProcessEnd;
import dev.berth.scheduler.local.process.ProcessException;
import dev.berth.scheduler.local.process.ProcessName;
import dev.berth.scheduler.status.Termination;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts processes, all of a pass at once.
 *
 * <p>Invariant: a process is started only after the attempt it is recorded under was stored, and no attempt is used
 * twice. So whatever is found after a crash belongs to a stored instance, and nothing is started a second time.
 */
final class Starter {
    private final Parts parts;
    private final Map<LiveInstance, Launch> queue = new LinkedHashMap<>();

    Starter(Parts parts) {
        this.parts = parts;
    }

    /**
     * Queues an instance that has a node. The answer is why it can't be, for now. One of several tasks is given its ports,
     * and its members are queued one by one.
     */
    Optional<String> want(LiveInstance instance) {
        Ports.Given given = parts.ports().give(instance);
        if (given.taken().isPresent()) {
            return given.taken();
        }
        InstanceRow row = instance.row().in(InstancePhase.STARTING, Note.NONE);
        if (instance.isMember()) {
            parts.state().put(instance, row.with(row.run().next()));
        } else {
            String node = row.site().orElseThrow().node();
            InstanceRow placed = row.at(new InstanceRow.Site(node, given.numbers()));
            parts.state()
                    .put(
                            instance,
                            instance.isGroup() ? placed : placed.with(row.run().next()));
        }
        if (!instance.isGroup()) {
            queue.put(instance, parts.launches().of(instance));
        }
        return Optional.empty();
    }

    /** Takes an instance off the queue; false when its process may be there. */
    boolean withdraw(LiveInstance instance) {
        return queue.remove(instance) != null;
    }

    /** Tells those in the queue why they wait. */
    void delayed(String reason, String message) {
        queue.keySet()
                .forEach(instance -> parts.state()
                        .put(instance, instance.row().in(InstancePhase.STARTING, new Note(reason, message))));
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Starts what is queued; what can't be started is handed to {@code endings}. */
    void flush(Endings endings) {
        if (queue.isEmpty()) {
            return;
        }
        Map<ProcessName, Termination> unprepared = new LinkedHashMap<>();
        long now = parts.loop().nanoTime();
        List<LiveInstance> started = List.copyOf(queue.keySet());
        for (LiveInstance instance : started) {
            instance.startedNanos(now);
            parts.launches()
                    .prepare(instance)
                    .ifPresent(why ->
                            unprepared.put(instance.processName(), Termination.notStarted(why, Optional.empty())));
        }
        List<Launch> launches = queue.values().stream()
                .filter(launch -> !unprepared.containsKey(launch.name()))
                .toList();
        parts.awaited().add(started);
        queue.clear();
        unprepared.forEach(endings::notStarted);
        start(launches).forEach(endings::notStarted);
    }

    private Map<ProcessName, Termination> start(List<Launch> launches) {
        Map<ProcessName, Termination> refused = new LinkedHashMap<>();
        try {
            Map<ProcessName, ProcessEnd> ends = parts.driver().start(launches);
            ends.forEach((name, end) -> refused.put(name, Terminations.of(end, Optional.empty())));
        } catch (ProcessException e) {
            String message = String.valueOf(e.getMessage());
            launches.forEach(launch -> refused.put(launch.name(), Termination.notStarted(message, Optional.empty())));
        }
        return refused;
    }
}
