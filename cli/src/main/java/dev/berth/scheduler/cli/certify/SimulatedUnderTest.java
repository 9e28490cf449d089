package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.cli.certify.client.OtherClients;
import dev.berth.scheduler.core.BackendScheduler;
import dev.berth.scheduler.local.LocalProvider;
import dev.berth.scheduler.local.cluster.PortCheck;
import dev.berth.scheduler.local.simulation.SimulatedCluster;
import dev.berth.scheduler.local.simulation.Simulation;
import dev.berth.scheduler.spec.Artifact;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.Translator;
import dev.berth.scheduler.tck.backend.BackendTime;
import dev.berth.scheduler.tck.backend.BackendUnderTest;
import dev.berth.scheduler.tck.backend.Client;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.ProbeProgram;
import java.util.List;
import java.util.function.UnaryOperator;

/** The embedded backend over simulated processes, in a time that passes ten times as fast as ours. */
public class SimulatedUnderTest implements BackendUnderTest {
    private static final long SEED = 4711;

    private final SimulatedCluster cluster =
            SimulatedCluster.open(Simulation.ofNodes(1, SEED).withNodes(LocalLab.nodes()), PortCheck::byBinding);
    private final SimulatedInstances instances = new SimulatedInstances(cluster);
    private final SimulatedTime time = new SimulatedTime(cluster);
    private final SimulatedController controller = new SimulatedController(cluster);

    /** Opens the simulation and lets time pass. */
    public SimulatedUnderTest() {
        controller.start();
        time.begin();
    }

    SimulatedCluster cluster() {
        return cluster;
    }

    /** Whether nothing that is seen from now on says anything about what is under test. */
    boolean isBroken() {
        return time.hasStopped();
    }

    @Override
    public String name() {
        return "sim";
    }

    @Override
    public Client open() {
        return open(backend -> backend, new LocalProvider().translator());
    }

    /** One that sees the backend and renders in its own way. */
    Client open(UnaryOperator<Backend> seen, Translator translator) {
        return Client.of(new BackendScheduler(seen.apply(cluster.backend()), translator, cluster.context()), () -> {});
    }

    @Override
    public ProbeProgram probe() {
        return new Program();
    }

    @Override
    public Environment environment() {
        return new SimulatedEnvironment(
                instances,
                new LocalObjects(cluster.backend()),
                new SimulatedServer(cluster, controller),
                new OtherClients(this::open, new LocalProvider().translator()),
                new SimulatedNodeFaults(cluster.nodes()));
    }

    @Override
    public BackendTime time() {
        return time;
    }

    @Override
    public void close() {
        controller.close();
        time.close();
        cluster.close();
    }

    private static final class Program implements ProbeProgram {
        @Override
        public Artifact shell(List<String> arguments) {
            return ProcessArtifact.builder("/bin/sh").arguments(arguments).build();
        }

        @Override
        public boolean sharesFiles() {
            return true;
        }
    }
}
