package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.cli.certify.client.UsualEnvironment;
import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.local.process.ProcessName;
import dev.berth.scheduler.local.simulation.SimulatedCluster;
import dev.berth.scheduler.local.simulation.SimulatedProgram;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.NativeInstance;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What really runs in a simulation, and what can be done to it behind the backend's back. */
final class SimulatedInstances implements UsualEnvironment.Instances {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SimulatedCluster cluster;
    private final Map<ProcessName, SimulatedProbe> probes = new ConcurrentHashMap<>();

    SimulatedInstances(SimulatedCluster cluster) {
        this.cluster = cluster;
        cluster.programs(this::program);
    }

    Environment.Secrets secrets() {
        return new SecretFiles(cluster.secrets());
    }

    private SimulatedProgram program(Launch launch) {
        SimulatedProbe probe = new SimulatedProbe(cluster.logs());
        probes.put(launch.name(), probe);
        return probe;
    }

    /** Of several tasks the kit's main one is what it counts and talks to. */
    private static boolean isMain(Launch launch) {
        return launch.environment().getOrDefault("BERTH_TASK", ProbeSpec.TASK).equals(ProbeSpec.TASK);
    }

    private static InstanceId instance(Launch launch) {
        return InstanceId.parse(launch.environment().getOrDefault("BERTH_INSTANCE_ID", ""));
    }

    @Override
    public List<NativeInstance> running(WorkloadId id) {
        return cluster.running().stream()
                .filter(SimulatedInstances::isMain)
                .filter(launch -> instance(launch).workload().equals(id))
                .map(launch -> new NativeInstance(
                        instance(launch).uid(),
                        new NodeId(launch.environment().getOrDefault("BERTH_NODE", "")),
                        launch.name().toString()))
                .toList();
    }

    @Override
    public void kill(Instance instance) {
        cluster.kill(launch(instance.id()));
    }

    @Override
    public void end(Instance instance) {
        cluster.loseEnd(launch(instance.id()));
    }

    /** Commands are the kit's way to tell its probe something: the last word is what. */
    @Override
    public void run(Instance instance, List<String> command) {
        SimulatedProbe probe =
                Optional.ofNullable(probes.get(launch(instance.id()).name())).orElseThrow();
        cluster.exclusively(() -> probe.obey(command.get(command.size() - 1)));
    }

    private Launch launch(InstanceId id) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<Launch> found = cluster.running().stream()
                    .filter(launch -> isMain(launch) && instance(launch).equals(id))
                    .filter(launch -> Optional.ofNullable(probes.get(launch.name()))
                            .filter(SimulatedProbe::isBegun)
                            .isPresent())
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.onSpinWait();
        }
        throw new IllegalStateException("no process of " + id + " runs");
    }
}
