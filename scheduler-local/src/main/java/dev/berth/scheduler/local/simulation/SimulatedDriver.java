package dev.berth.scheduler.local.simulation;

import dev.berth.scheduler.local.cluster.ProcessDriver;
import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.local.process.LogFile;
import dev.berth.scheduler.local.process.LogStream;
import dev.berth.scheduler.local.process.ProcessEnd;
import dev.berth.scheduler.local.process.ProcessIdentity;
import dev.berth.scheduler.local.process.ProcessListener;
import dev.berth.scheduler.local.process.ProcessName;
import dev.berth.scheduler.local.process.ProcessState;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The way to a {@link SimulatedMachine}, until it is closed. Of one thread. */
final class SimulatedDriver implements ProcessDriver {
    private final SimulatedMachine machine;
    private final ProcessListener listener;
    private boolean closed;

    SimulatedDriver(SimulatedMachine machine, ProcessListener listener) {
        this.machine = machine;
        this.listener = listener;
    }

    void tell(Consumer<ProcessListener> telling) {
        if (!closed) {
            telling.accept(listener);
        }
    }

    @Override
    public Map<ProcessName, ProcessEnd> start(List<Launch> launches) {
        machine.called("start");
        launches.forEach(machine::launch);
        return Map.of();
    }

    @Override
    public void signalGroups(String signal, Collection<ProcessIdentity> mains) {
        machine.called("signalGroups");
        int number = SimulatedMachine.number(signal);
        mains.forEach(main -> machine.find(main).ifPresent(process -> machine.signalGroup(process, number)));
    }

    @Override
    public void kill(Collection<ProcessIdentity> processes) {
        machine.called("kill");
        machine.kill(processes);
    }

    /** A launch that didn't come to anything by now never will. */
    @Override
    public Map<ProcessName, ProcessState> look(Collection<ProcessName> names) {
        machine.called("look");
        Map<ProcessName, ProcessState> states = new LinkedHashMap<>();
        for (ProcessName name : names) {
            if (machine.find(name)
                    .filter(process -> !machine.isReachable(process))
                    .isPresent()) {
                continue;
            }
            machine.find(name)
                    .filter(process -> process.identity() == null && process.end() == null)
                    .ifPresent(process -> process.end(withdrawn()));
            states.put(
                    name,
                    machine.find(name).map(SimulatedProcess::state).orElse(new ProcessState(name, null, withdrawn())));
        }
        return states;
    }

    static ProcessEnd withdrawn() {
        return new ProcessEnd(ProcessEnd.Kind.NOT_STARTED, -1, "it was withdrawn");
    }

    @Override
    public Map<ProcessName, ProcessIdentity> living() {
        return machine.living();
    }

    @Override
    public Map<ProcessName, ProcessState> sweep(Map<ProcessName, ProcessIdentity> running) {
        machine.called("sweep");
        Map<ProcessName, ProcessState> ended = new LinkedHashMap<>();
        running.keySet()
                .forEach(name -> machine.find(name)
                        .filter(process -> process.end() != null && machine.isReachable(process))
                        .ifPresent(process -> ended.put(name, process.state())));
        return ended;
    }

    @Override
    public Set<ProcessIdentity> executed(Collection<ProcessIdentity> mains) {
        machine.called("executed");
        Set<ProcessIdentity> executed = new LinkedHashSet<>();
        for (ProcessIdentity main : mains) {
            machine.find(main)
                    .filter(process -> process.isRunning() && machine.isReachable(process))
                    .filter(process -> process.behaviour()
                            .executesAfter()
                            .filter(delay -> machine.age(process).compareTo(delay) >= 0)
                            .isPresent())
                    .ifPresent(process -> executed.add(main));
        }
        return executed;
    }

    @Override
    public Set<String> unreachable() {
        return machine.unreachable();
    }

    @Override
    public Duration age(ProcessIdentity process) {
        return machine.find(process).map(machine::age).orElse(Duration.ZERO);
    }

    @Override
    public void leftovers(Map<String, ProcessIdentity> mains, Consumer<Map<String, List<ProcessIdentity>>> told) {
        machine.called("leftovers");
        Map<String, List<ProcessIdentity>> left = new LinkedHashMap<>();
        mains.forEach((instance, main) -> machine.find(main)
                .filter(process -> !process.left().isEmpty())
                .ifPresent(process -> left.put(instance, List.copyOf(process.left()))));
        told.accept(left);
    }

    @Override
    public void forget(Collection<ProcessName> names) {
        machine.called("forget");
    }

    @Override
    public LogFile log(String instance, LogStream stream) {
        return machine.logs().log(instance, stream);
    }

    @Override
    public void deleteLogs(String instance) throws IOException {
        machine.called("deleteLogs");
        machine.deleteLogs(instance);
    }

    @Override
    public void close() {
        closed = true;
    }
}
