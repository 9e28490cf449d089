package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.local.simulation.SimulatedCluster;
import dev.berth.scheduler.tck.backend.Environment;

/** The JVM that serves a simulation, and its controller with it. */
record SimulatedServer(SimulatedCluster cluster, SimulatedController controller) implements Environment.Server {
    @Override
    public void stop() {
        controller.kill();
        cluster.crash();
    }

    @Override
    public void start() {
        cluster.recover();
        controller.start();
    }
}
