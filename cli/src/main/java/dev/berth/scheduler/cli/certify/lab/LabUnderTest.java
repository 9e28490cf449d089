package dev.berth.scheduler.cli.certify.lab;

import dev.berth.scheduler.cli.certify.client.BackendController;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.tck.backend.BackendUnderTest;
import dev.berth.scheduler.tck.backend.Client;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.ProbeProgram;

/** A cluster of the lab, which has to be up. */
public final class LabUnderTest implements BackendUnderTest {
    /** A container takes a second or two, and the sight of a lost node some more. */
    private static final double TIME_SCALE = 6;

    private final LabCluster cluster;
    private final Backend own;
    private final BackendController controller;

    /** Starts a controller. */
    public LabUnderTest(LabCluster cluster) {
        this.cluster = cluster;
        this.own = cluster.clients().backend();
        this.controller = cluster.clients().controller(own);
        controller.start();
    }

    @Override
    public String name() {
        return cluster.lab().kind();
    }

    @Override
    public Client open() {
        return cluster.clients().open();
    }

    @Override
    public ProbeProgram probe() {
        return new BusyboxProbe(cluster.lab().image());
    }

    @Override
    public Environment environment() {
        return new LabEnvironment(cluster, controller);
    }

    @Override
    public double timeScale() {
        return TIME_SCALE;
    }

    @Override
    public void close() {
        controller.close();
        own.close();
    }
}
