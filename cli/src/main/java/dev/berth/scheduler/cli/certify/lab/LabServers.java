package dev.berth.scheduler.cli.certify.lab;

import dev.berth.scheduler.tck.backend.Environment;
import java.util.List;

/**
 * The servers that a client can ask; what runs on the nodes runs on without.
 *
 * @param machines the lab's names of those they are on
 * @param mending the faults that bring back one that was killed, in this order
 */
public record LabServers(Lab lab, List<String> machines, List<String> mending)
        implements Environment.Server, Environment.Disk {
    @Override
    public void stop() {
        onEach("kill-server");
    }

    @Override
    public void start() {
        mending.forEach(this::onEach);
    }

    @Override
    public void fill() {
        onEach("fill-disk");
    }

    @Override
    public void free() {
        onEach("free-disk");
    }

    private void onEach(String fault) {
        machines.forEach(machine -> lab.fault(fault, machine));
    }
}
