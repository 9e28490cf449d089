package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.process.ProcessEnd;
import dev.berth.scheduler.local.process.ProcessIdentity;
import dev.berth.scheduler.local.process.ProcessName;
import dev.berth.scheduler.local.process.ProcessState;
import dev.berth.scheduler.local.store.StoreException;
import dev.berth.scheduler.spec.RestartPolicy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what became of processes: all of them when a cluster opens, and now and then whether a notice was missed. */
final class Adoption {
    private static final Logger LOGGER = LoggerFactory.getLogger(Adoption.class);

    /** How often. It is only the net under the notices, so it may be slow, and it costs one listing of a directory. */
    private static final Duration SWEEP = Duration.ofSeconds(10);

    /** A launch that no process has claimed by then never will be: asking about it withdraws it. */
    private static final Duration SLOWEST_START = Duration.ofSeconds(30);

    private final Parts parts;
    private final Runs runs;
    private final Endings endings;
    private boolean sweeping;

    Adoption(Parts parts, Runs runs, Endings endings) {
        this.parts = parts;
        this.runs = runs;
        this.endings = endings;
    }

    /**
     * Takes over what an earlier JVM left.
     *
     * @throws StoreException DAMAGED when processes run of which the state knows nothing
     */
    void adopt() throws IOException, StoreException {
        List<LiveInstance> mayRun = mayRun();
        refuseUnknown(mayRun);
        Map<ProcessName, ProcessState> states = states(mayRun);
        parts.state().instances().forEach(instance -> {
            begin(instance);
            instance.members().forEach(this::begin);
        });
        parts.state().workloads().forEach(entry -> parts.state().due(entry.id()));
        mayRun.stream()
                .filter(instance -> !isLost(instance))
                .forEach(instance -> adopt(instance, Optional.ofNullable(states.get(instance.processName()))));
    }

    private boolean isLost(LiveInstance instance) {
        return parts.roster().isLost(instance.whole().row());
    }

    private void begin(LiveInstance instance) {
        instance.startedNanos(parts.loop().nanoTime());
        if (instance.phase() == InstancePhase.WAITING && !isLost(instance)) {
            endings.startAfter(instance, pause(instance));
        }
    }

    /**
     * A state file that was cut short or put back opens as it was some time ago. Processes started since would run on
     * unseen beside those that are started now in their place, so nothing is begun; and none of them is killed, as that
     * may be all that still works.
     */
    private void refuseUnknown(List<LiveInstance> mayRun) throws IOException, StoreException {
        Map<ProcessName, ProcessIdentity> unknown = new TreeMap<>(Comparator.comparing(ProcessName::toString));
        unknown.putAll(parts.driver().living());
        mayRun.forEach(instance -> unknown.remove(instance.processName()));
        if (!unknown.isEmpty()) {
            List<String> processes = new ArrayList<>();
            unknown.forEach((name, identity) ->
                    processes.add(identity.processId() + " (" + name.instance().replace('.', '/') + ")"));
            throw parts.state().isBehind(processes);
        }
    }

    private void adopt(LiveInstance instance, Optional<ProcessState> state) {
        Optional<ProcessEnd> end = state.map(ProcessState::end);
        boolean neverRan = end.map(ProcessEnd::kind)
                .filter(ProcessEnd.Kind.NOT_STARTED::equals)
                .isPresent();
        if (neverRan) {
            endings.withdrawn(instance);
        } else if (end.isPresent()) {
            identified(instance, state);
            endings.ended(instance.processName(), Terminations.of(end.get(), Optional.empty()), false);
        } else {
            state.map(ProcessState::identity).ifPresent(identity -> {
                instance.startedNanos(
                        parts.loop().nanoTime() - parts.driver().age(identity).toNanos());
                runs.running(instance, identity);
            });
        }
    }

    /** What it left behind can only be found by its identity. */
    private void identified(LiveInstance instance, Optional<ProcessState> state) {
        state.map(ProcessState::identity)
                .filter(identity -> instance.row().run().identity().isEmpty())
                .ifPresent(identity -> parts.state()
                        .put(
                                instance,
                                instance.row()
                                        .with(instance.row()
                                                .run()
                                                .running(
                                                        identity,
                                                        parts.wall().instant(),
                                                        parts.steady().now()))));
    }

    private Duration pause(LiveInstance instance) {
        RestartPolicy.BackOff backOff = parts.state()
                .find(instance.row().id().workload())
                .flatMap(WorkloadEntry::object)
                .flatMap(object -> object.content().restart().backOff())
                .orElse(RestartRules.DEFAULT_BACK_OFF);
        return RestartRules.pause(backOff, Math.max(0, instance.row().restarts().step() - 1));
    }

    private List<LiveInstance> mayRun() {
        return parts.state().instances().stream()
                .flatMap(instance -> instance.processes().stream())
                .filter(instance -> instance.phase().mayRun())
                .toList();
    }

    /** What is known to run is asked for itself: with its records lost it would be taken for one that never started. */
    private Map<ProcessName, ProcessState> states(List<LiveInstance> instances) throws IOException {
        Map<ProcessName, ProcessIdentity> known = new HashMap<>();
        List<LiveInstance> unclaimed = new ArrayList<>();
        for (LiveInstance instance : instances) {
            instance.row()
                    .run()
                    .identity()
                    .ifPresentOrElse(
                            identity -> known.put(instance.processName(), identity), () -> unclaimed.add(instance));
        }
        Map<ProcessName, ProcessState> states = new HashMap<>(look(unclaimed));
        known.forEach((name, identity) -> states.put(name, new ProcessState(name, identity, null)));
        states.putAll(parts.driver().sweep(known));
        return states;
    }

    private Map<ProcessName, ProcessState> look(List<LiveInstance> instances) throws IOException {
        return instances.isEmpty()
                ? Map.of()
                : parts.driver()
                        .look(instances.stream()
                                .map(instance -> instance.processName())
                                .toList());
    }

    /** Finds out what became of instances on a node that can be reached again. */
    void back(List<LiveInstance> instances) {
        List<LiveInstance> mayRun = instances.stream()
                .flatMap(instance -> instance.processes().stream())
                .filter(instance -> instance.phase().mayRun() && !instance.isEnding())
                .toList();
        try {
            Map<ProcessName, ProcessState> states = states(mayRun);
            mayRun.forEach(instance -> adopt(instance, Optional.ofNullable(states.get(instance.processName()))));
        } catch (IOException e) {
            LOGGER.warn("the processes can't be looked at, and are again later: {}", e.toString());
        }
        instances.stream()
                .flatMap(instance -> Stream.concat(Stream.of(instance), instance.members().stream()))
                .filter(instance -> instance.phase() == InstancePhase.WAITING)
                .forEach(instance -> endings.startAfter(instance, pause(instance)));
    }

    /** Keeps looking while anything runs. */
    void sweepLater(Runnable pass) {
        if (sweeping || mayRun().isEmpty()) {
            return;
        }
        sweeping = true;
        parts.loop().after(SWEEP, () -> {
            sweeping = false;
            sweep();
            pass.run();
        });
    }

    private void sweep() {
        Map<ProcessName, ProcessIdentity> running = new HashMap<>();
        List<LiveInstance> unclaimed = new ArrayList<>();
        for (LiveInstance instance : mayRun()) {
            if (isLost(instance)) {
                continue;
            }
            Optional<ProcessIdentity> identity = instance.row().run().identity();
            if (identity.isPresent() && !instance.isEnding()) {
                running.put(instance.processName(), identity.get());
            } else if (identity.isEmpty() && !isStarting(instance)) {
                unclaimed.add(instance);
            }
        }
        Optional<Instant> now = Optional.of(parts.wall().instant());
        try {
            parts.driver()
                    .sweep(running)
                    .values()
                    .forEach(state -> Optional.ofNullable(state.end())
                            .ifPresent(end -> endings.ended(state.name(), Terminations.of(end, now), false)));
            Map<ProcessName, ProcessState> states = look(unclaimed);
            unclaimed.forEach(instance -> adopt(instance, Optional.ofNullable(states.get(instance.processName()))));
        } catch (IOException e) {
            LOGGER.warn("the processes can't be looked at: {}", e.toString());
        }
    }

    private boolean isStarting(LiveInstance instance) {
        return instance.row().run().identity().isEmpty()
                && parts.loop().nanoTime() - instance.startedNanos() < SLOWEST_START.toNanos();
    }
}
